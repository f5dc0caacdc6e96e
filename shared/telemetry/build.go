package telemetry

import (
	"context"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"
)

// Built records an index build: its outcome ("published", "compacted", "unchanged", "raced", "embedded" or "failed"), its
// duration, and the numbers of embedded and skipped products.
func (t *Telemetry) Built(ctx context.Context, outcome string, took time.Duration, embedded, skipped int) {
	if t == nil {
		return
	}
	t.builds.Record(ctx, took.Seconds(), metric.WithAttributes(attribute.String("outcome", outcome)))
	t.embedded.Add(ctx, int64(embedded))
	t.skipped.Record(ctx, int64(skipped))
}
