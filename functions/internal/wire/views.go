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

// views implements recommend.Views over the follower of the published snapshots.
type views struct {
	opened    *lazy.Value[*snapshot.Follower[*recommend.OpenView]] // with a first build in use
	telemetry *telemetry.Telemetry
}

// firstLoadTimeout bounds the loading of the first build, which no request's patience ends.
const firstLoadTimeout = 10 * time.Minute

// newViews returns views over what follow makes. A first loading that fails is begun anew by the next Use.
func newViews(follow func(context.Context) (*snapshot.Follower[*recommend.OpenView], error)) *views {
	v := new(views)
	v.opened = lazy.New(func(ctx context.Context) (_ *snapshot.Follower[*recommend.OpenView], err error) {
		ctx, timer := v.telemetry.Stage(ctx, telemetry.Load, "index")
		defer func() { timer.End(err) }()
		f, err := follow(ctx)
		if err != nil {
			return nil, err
		}
		ctx, cancel := context.WithTimeout(ctx, firstLoadTimeout)
		defer cancel()
		// Unlike Refresh, Use backs off after a failed download.
		return f, f.Use(ctx, func(*recommend.OpenView) error { return nil })
	})
	return v
}

// Use implements recommend.Views. The request's log lines name the version it used.
func (v *views) Use(ctx context.Context, use func(*recommend.View) error) error {
	f, err := v.opened.Get(ctx)
	if err != nil {
		return err
	}
	return f.Use(ctx, func(open *recommend.OpenView) error {
		requestlog.Add(ctx, slog.String("snapshot", open.Version))
		_, timer := v.telemetry.Stage(ctx, telemetry.Index, "use")
		err := use(&open.View)
		timer.End(err)
		return err
	})
}

// load makes sure that a build is in use.
func (v *views) load(ctx context.Context) error {
	_, err := v.opened.Get(ctx)
	return err
}
