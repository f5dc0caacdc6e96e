package functions

import (
	"context"
	"log/slog"
	"time"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/functions/internal/wire"
	"shopfyp.dev/shared/metrics"
)

// eventCollector is the part of metrics.Collector that events needs.
type eventCollector interface {
	Add(ctx context.Context, events []metrics.Event) (added []metrics.Event, err error)
}

type eventsRequest struct {
	Events []metrics.Event `json:"events" description:"1 to 50 events. A batch that is sent again counts once."`
}

type eventsResponse struct {
	Status string `json:"status" enum:"ok"`
	Added  int    `json:"added" description:"Number of events that were not known to the instance."`
}

// events counts what a shopper saw and did, and logs each event. Neither the counters nor the log contain the shopper.
func events(c eventCollector, logger *slog.Logger) api.Endpoint {
	return api.Serve(func(ctx context.Context, _ string, in eventsRequest) (eventsResponse, error) {
		if err := metrics.Validate(in.Events); err != nil {
			return eventsResponse{}, err
		}
		arrived := time.Now()
		added, err := c.Add(ctx, in.Events)
		if err != nil {
			return eventsResponse{}, err
		}
		for i := range added { // without the request's context, which would add the shopper
			logger.Info(metrics.RecordMessage, metrics.RecordKey, added[i].Record(arrived))
		}
		return eventsResponse{"ok", len(added)}, nil
	})
}

func openEvents(a *wire.App) api.Endpoint { return events(a.Events, a.Logger) }
