package wire

import (
	"context"
	"time"

	"shopfyp.dev/functions/internal/lazy"
	"shopfyp.dev/shared/metrics"
	"shopfyp.dev/shared/telemetry"
)

// measuredMetrics is a metrics.Store and a metrics.RecentStore. It opens the database on the first call and measures each call.
type measuredMetrics struct {
	database  *lazy.Value[*database]
	telemetry *telemetry.Telemetry
}

// Add implements metrics.Store.
func (m measuredMetrics) Add(ctx context.Context, batches []metrics.BatchID, t metrics.Tally) (known []metrics.BatchID, err error) {
	ctx, timer := m.telemetry.Stage(ctx, telemetry.Store, "AddMetrics")
	defer func() { timer.End(err) }()
	d, err := m.database.Get(ctx)
	if err != nil {
		return nil, err
	}
	return d.metrics.Add(ctx, batches, t)
}

// Read implements metrics.Store.
func (m measuredMetrics) Read(ctx context.Context, from, to time.Time, dimensions ...metrics.Dimension) (t metrics.Tally, err error) {
	ctx, timer := m.telemetry.Stage(ctx, telemetry.Store, "ReadMetrics")
	defer func() { timer.End(err) }()
	d, err := m.database.Get(ctx)
	if err != nil {
		return nil, err
	}
	return d.metrics.Read(ctx, from, to, dimensions...)
}

// PutRecent implements metrics.RecentStore.
func (m measuredMetrics) PutRecent(ctx context.Context, instance string, events []metrics.Recent) (err error) {
	ctx, timer := m.telemetry.Stage(ctx, telemetry.Store, "PutRecent")
	defer func() { timer.End(err) }()
	d, err := m.database.Get(ctx)
	if err != nil {
		return err
	}
	return d.recent.PutRecent(ctx, instance, events)
}

// Recent implements metrics.RecentStore.
func (m measuredMetrics) Recent(ctx context.Context) (events []metrics.Recent, err error) {
	ctx, timer := m.telemetry.Stage(ctx, telemetry.Store, "Recent")
	defer func() { timer.End(err) }()
	d, err := m.database.Get(ctx)
	if err != nil {
		return nil, err
	}
	return d.recent.Recent(ctx)
}
