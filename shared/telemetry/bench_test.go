package telemetry

import (
	"testing"

	sdkmetric "go.opentelemetry.io/otel/sdk/metric"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
)

// BenchmarkRequest measures the overhead of telemetry for a request with five stages and an event.
func BenchmarkRequest(b *testing.B) {
	on, err := newTelemetry(Config{}, sdktrace.WithBatcher(tracetest.NewNoopExporter()), sdkmetric.NewManualReader())
	if err != nil {
		b.Fatal(err)
	}
	defer on.Close()
	for _, bb := range []struct {
		name string
		t    *Telemetry
	}{{"off", nil}, {"on", on}} {
		b.Run(bb.name, func(b *testing.B) {
			ctx := b.Context()
			b.ReportAllocs()
			for b.Loop() {
				measure(ctx, bb.t)
			}
		})
	}
}
