package wire

import (
	"context"
	"log/slog"
	"time"

	"shopfyp.dev/functions/internal/lazy"
	"shopfyp.dev/functions/internal/requestlog"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/telemetry"
)

// views implements recommend.Views over a follower of the published snapshots.
type views struct {
	loaded    *lazy.Value[*snapshot.Follower[*recommend.OpenView]] // a follower with a snapshot in use
	telemetry *telemetry.Telemetry
}

// firstLoadTimeout bounds the load of the first snapshot, which outlives the request that starts it.
const firstLoadTimeout = 10 * time.Minute

// newViews returns views over the follower that open returns. The first Use loads a snapshot; if that
// fails, the next Use tries again.
func newViews(open func(context.Context) (*snapshot.Follower[*recommend.OpenView], error), t *telemetry.Telemetry) *views {
	load := func(ctx context.Context) (_ *snapshot.Follower[*recommend.OpenView], err error) {
		ctx, timer := t.Stage(ctx, telemetry.Load, "index")
		defer func() { timer.End(err) }()
		follower, err := open(ctx)
		if err != nil {
			return nil, err
		}
		ctx, cancel := context.WithTimeout(ctx, firstLoadTimeout)
		defer cancel()
		return follower, follower.Refresh(ctx)
	}
	return &views{lazy.New(load), t}
}

// Use implements recommend.Views. It adds the snapshot's version to the log lines of the request.
func (v *views) Use(ctx context.Context, use func(*recommend.View) error) error {
	follower, err := v.loaded.Get(ctx)
	if err != nil {
		return err
	}
	return follower.Use(ctx, func(open *recommend.OpenView) error {
		requestlog.Add(ctx, slog.String("snapshot", open.Version))
		_, timer := v.telemetry.Stage(ctx, telemetry.Index, "use")
		err := use(&open.View)
		timer.End(err)
		return err
	})
}
