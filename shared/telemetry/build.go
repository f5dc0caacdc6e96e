package telemetry

import (
	"context"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"
)

// Built says how a build of the index went, "published", "unchanged", "raced" or "failed", how long it took and how many
// products it embedded.
func (t *Telemetry) Built(ctx context.Context, outcome string, took time.Duration, embedded int) {
	if t == nil {
		return
	}
	t.builds.Record(ctx, took.Seconds(), metric.WithAttributes(attribute.String("outcome", outcome)))
	t.embedded.Add(ctx, int64(embedded))
}
