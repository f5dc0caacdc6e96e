package functions

import (
	"context"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/functions/internal/wire"
	"shopfyp.dev/shared/metrics"
)

// recentReader is the part of metrics.RecentStore that liveEvents needs.
type recentReader interface {
	Recent(ctx context.Context) ([]metrics.Recent, error)
}

type liveEventsRequest struct{}

type liveEventsResponse struct {
	Events []metrics.Recent `json:"events" description:"The newest events of the last hour, newest first, at most 50. Instances report theirs every 10 seconds."`
}

// liveEvents returns the newest events.
func liveEvents(r recentReader) api.Endpoint {
	return api.Serve(func(ctx context.Context, _ string, _ liveEventsRequest) (liveEventsResponse, error) {
		events, err := r.Recent(ctx)
		return liveEventsResponse{events}, err
	})
}

func openLiveEvents(a *wire.App) api.Endpoint { return liveEvents(a.Recent) }
