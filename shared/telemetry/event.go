package telemetry

import (
	"context"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/trace"
)

// An Event measures the handling of one event.
type Event struct {
	t        *Telemetry
	ctx      context.Context
	span     trace.Span
	start    time.Time
	function string
}

// Event starts a measurement of how a function handles an event. A context from Remote sets the trace. The caller must
// call End.
func (t *Telemetry) Event(ctx context.Context, function string) (context.Context, Event) {
	if t == nil {
		return ctx, Event{}
	}
	start := time.Now()
	ctx, span := t.tracer.Start(ctx, "event "+function, trace.WithSpanKind(trace.SpanKindConsumer), trace.WithTimestamp(start))
	return ctx, Event{t, ctx, span, start, function}
}

// End records the outcome: "done", "failed" or "dropped". lag is the time since the change of the document, or negative
// if unknown.
func (e Event) End(outcome string, lag time.Duration) {
	if e.t == nil {
		return
	}
	took := time.Since(e.start)
	attributes := metric.WithAttributes(attribute.String("faas.name", e.function), attribute.String("outcome", outcome))
	if outcome == "failed" {
		e.span.SetStatus(codes.Error, "")
	}
	e.span.End(trace.WithTimestamp(e.start.Add(took)))
	e.t.events.Record(e.ctx, took.Seconds(), attributes)
	if lag >= 0 {
		e.t.lag.Record(e.ctx, lag.Seconds(), attributes)
	}
}
