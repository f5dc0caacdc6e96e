package wire

import (
	"context"
	"log/slog"
	"time"

	"shopfyp.dev/functions/internal/lazy"
	"shopfyp.dev/functions/internal/requestlog"
	"shopfyp.dev/shared/overlay"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/telemetry"
)

// views implements recommend.Views over a follower of the published snapshots.
type views struct {
	loaded    *lazy.Value[*follower] // a follower with a snapshot in use
	overlay   *overlay.Overlay       // nil if it is off
	telemetry *telemetry.Telemetry
}

// firstLoadTimeout bounds the load of the first snapshot, which outlives the request that starts it.
const firstLoadTimeout = 10 * time.Minute

// newViews returns views over the follower that open returns, with the changes of o. The first Use loads a snapshot; if that
// fails, the next Use tries again, unless the delay of snapshot.Follower after a failed download has not passed.
func newViews(open func(context.Context) (*follower, error), o *overlay.Overlay, t *telemetry.Telemetry) *views {
	load := func(ctx context.Context) (_ *follower, err error) {
		ctx, timer := t.Stage(ctx, telemetry.Load, "index")
		defer func() { timer.End(err) }()
		follower, err := open(ctx)
		if err != nil {
			return nil, err
		}
		ctx, cancel := context.WithTimeout(ctx, firstLoadTimeout)
		defer cancel()
		// Unlike Refresh, Use backs off after a failed download.
		return follower, follower.Use(ctx, func(*liveView) error { return nil })
	}
	return &views{lazy.New(load), o, t}
}

// Use implements recommend.Views. It adds the snapshot's version to the log lines of the request.
func (v *views) Use(ctx context.Context, use func(*recommend.View) error) error {
	follower, err := v.loaded.Get(ctx)
	if err != nil {
		return err
	}
	if v.overlay != nil {
		v.overlay.Poke() // reads the changes beside this request
	}
	return follower.Use(ctx, func(open *liveView) error {
		requestlog.Add(ctx, slog.String("snapshot", open.Version))
		_, timer := v.telemetry.Stage(ctx, telemetry.Index, "use")
		err := use(open.view())
		timer.End(err)
		return err
	})
}
