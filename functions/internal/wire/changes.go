package wire

import (
	"context"
	"errors"
	"time"

	"shopfyp.dev/functions/internal/lazy"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/change"
	"shopfyp.dev/shared/engine"
	"shopfyp.dev/shared/engine/apply"
	"shopfyp.dev/shared/telemetry"
)

// A Tracker records the newest state of a product, as change.Tracker does.
type Tracker interface {
	Track(ctx context.Context, id catalog.ID) error
}

// newTracker returns a tracker of changes. If requests search an engine, it also writes the changes there.
func (a *App) newTracker() Tracker {
	changes := measuredChanges{a.database, a.telemetry}
	tracker := change.NewTracker(changes, a.encoder)
	if a.engine == nil {
		return tracker
	}
	return apply.NewApplier(tracker, changes, func(ctx context.Context) (engine.Collection, error) {
		return a.engine.Collection(ctx, a.encoder.Model(), a.encoder.Dim())
	})
}

// errNoChanges is returned if ports replace the catalog but not its changes.
var errNoChanges = errors.New("the ports contain no store of changes")

// measuredChanges opens the database on the first call and measures each call.
type measuredChanges struct {
	database  *lazy.Value[*database]
	telemetry *telemetry.Telemetry
}

var _ change.Store = measuredChanges{}

// with calls use with the store of changes and measures the call as operation.
func (m measuredChanges) with(ctx context.Context, operation string, use func(context.Context, change.Store) error) (err error) {
	ctx, timer := m.telemetry.Stage(ctx, telemetry.Store, operation)
	defer func() { timer.End(err) }()
	d, err := m.database.Get(ctx)
	if err != nil {
		return err
	}
	if d.changes == nil {
		return errNoChanges
	}
	return use(ctx, d.changes)
}

// Record implements change.Store.
func (m measuredChanges) Record(ctx context.Context, id catalog.ID, decide func(change.Source) (change.Update, error)) error {
	return m.with(ctx, "RecordChange", func(ctx context.Context, s change.Store) error { return s.Record(ctx, id, decide) })
}

// Get implements change.Store.
func (m measuredChanges) Get(ctx context.Context, id catalog.ID) (c change.Change, err error) {
	err = m.with(ctx, "Change", func(ctx context.Context, s change.Store) (err error) {
		c, err = s.Get(ctx, id)
		return err
	})
	return c, err
}

// Since implements change.Store.
func (m measuredChanges) Since(ctx context.Context, after time.Time, use func(change.Change) error) (read time.Time, err error) {
	read = after
	err = m.with(ctx, "Changes", func(ctx context.Context, s change.Store) (err error) {
		read, err = s.Since(ctx, after, use)
		return err
	})
	return read, err
}

// Now implements change.Store.
func (m measuredChanges) Now(ctx context.Context) (now time.Time, err error) {
	err = m.with(ctx, "Now", func(ctx context.Context, s change.Store) (err error) {
		now, err = s.Now(ctx)
		return err
	})
	return now, err
}

// Delete implements change.Store.
func (m measuredChanges) Delete(ctx context.Context, until time.Time) (deleted int, err error) {
	err = m.with(ctx, "DeleteChanges", func(ctx context.Context, s change.Store) (err error) {
		deleted, err = s.Delete(ctx, until)
		return err
	})
	return deleted, err
}
