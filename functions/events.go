package functions

import (
	"context"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/functions/internal/wire"
	"shopfyp.dev/shared/metrics"
)

// eventCollector is the part of metrics.Collector that events needs.
type eventCollector interface {
	Add(ctx context.Context, events []metrics.Event) (added int, err error)
}

type eventsRequest struct {
	Events []metrics.Event `json:"events" description:"1 to 50 events. A batch that is sent again counts once."`
}

type eventsResponse struct {
	Status string `json:"status" enum:"ok"`
	Added  int    `json:"added" description:"Number of events that were not known to the instance."`
}

// events counts what a shopper saw and did, and logs each event. Neither the counters nor the log contain the shopper.
func events(c eventCollector) api.Endpoint {
	return api.Serve(func(ctx context.Context, _ string, in eventsRequest) (eventsResponse, error) {
		if err := metrics.Validate(in.Events); err != nil {
			return eventsResponse{}, err
		}
		added, err := c.Add(ctx, in.Events)
		return eventsResponse{"ok", added}, err
	})
}

func openEvents(a *wire.App) api.Endpoint { return events(a.Events) }
