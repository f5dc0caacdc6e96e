package telemetry

import (
	"context"

	"go.opentelemetry.io/otel/trace"
)

// Remote returns a context in whose trace the next request or event goes on: that of whoever sent it.
// IDs are hexadecimal, of 16 and 8 bytes; where one is not, a new trace begins.
func (t *Telemetry) Remote(ctx context.Context, traceID, spanID string, sampled bool) context.Context {
	if t == nil {
		return ctx
	}
	id, err := trace.TraceIDFromHex(traceID)
	if err != nil {
		return ctx
	}
	span, err := trace.SpanIDFromHex(spanID)
	if err != nil {
		return ctx
	}
	flags := trace.TraceFlags(0).WithSampled(sampled)
	return trace.ContextWithRemoteSpanContext(ctx, trace.NewSpanContext(trace.SpanContextConfig{TraceID: id, SpanID: span, TraceFlags: flags}))
}

// Current returns the trace and the span that ctx is in, and whether there are any.
func (t *Telemetry) Current(ctx context.Context) (traceID, spanID string, sampled, ok bool) {
	if t == nil {
		return "", "", false, false
	}
	c := trace.SpanContextFromContext(ctx)
	return c.TraceID().String(), c.SpanID().String(), c.IsSampled(), c.IsValid()
}
