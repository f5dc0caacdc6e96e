package wire

import (
	"context"
	"errors"
	"time"

	"shopfyp.dev/shared/delta"
	"shopfyp.dev/shared/overlay"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/telemetry"
)

// A liveView is an open snapshot with the changes that it does not contain.
type liveView struct {
	*recommend.OpenView
	changes *overlay.View // nil if CHANGES_EVERY is 0
}

// view returns the catalog as it is now.
func (v *liveView) view() *recommend.View {
	if v.changes == nil {
		return &v.View
	}
	return v.changes.Current()
}

// Close implements io.Closer.
func (v *liveView) Close() error {
	if v.changes == nil {
		return v.OpenView.Close()
	}
	return errors.Join(v.changes.Close(), v.OpenView.Close())
}

// newOverlay returns the overlay of the instance, or nil if it is off. A search engine needs none: its products change in
// place.
func (a *App) newOverlay() (*overlay.Overlay, error) {
	if a.config.ChangesEvery == 0 || a.config.Index != "" || a.ports.Changes == nil && a.ports.Products != nil && a.ports.Log != nil {
		return nil, nil
	}
	o := overlay.New(overlay.Config{
		Changes: measuredChanges{a.database, a.telemetry}, Delta: a.delta, Every: a.config.ChangesEvery, Logger: a.Logger,
	})
	return o, a.telemetry.Overlay(time.Now, func() telemetry.OverlayInfo {
		i := o.Info()
		return telemetry.OverlayInfo{Rows: i.Rows, Reduced: i.Reduced, Bytes: i.Bytes, Polled: i.Polled}
	})
}

// delta returns the delta of a snapshot.
func (a *App) delta(ctx context.Context, version string) (delta.Delta, error) {
	bucket, err := a.bucket(ctx)
	if err != nil {
		return delta.Delta{}, err
	}
	d, _, err := delta.Read(ctx, bucket, version)
	return d, err
}

// maxChangesWait is how long the start of an instance waits for the changes. Then it serves the snapshot as it is, and the
// changes follow. With the work for the changes, the start takes at most 250 ms longer.
const maxChangesWait = 200 * time.Millisecond

// awaitChanges waits a moment for the first changes.
func (a *App) awaitChanges(ctx context.Context) {
	if a.overlay != nil {
		a.overlay.Await(ctx, maxChangesWait)
	}
}
