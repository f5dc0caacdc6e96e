package telemetry

import (
	"context"

	"go.opentelemetry.io/otel/trace"
)

// Remote returns a context that continues the sender's trace. traceID has 16 bytes and spanID 8 bytes, in hexadecimal.
// If an ID is invalid, the next request or event starts a new trace.
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

// Current returns the IDs of the trace and span of ctx, and whether the trace is sampled. ok reports whether ctx has a
// valid span.
func (t *Telemetry) Current(ctx context.Context) (traceID, spanID string, sampled, ok bool) {
	if t == nil {
		return "", "", false, false
	}
	c := trace.SpanContextFromContext(ctx)
	return c.TraceID().String(), c.SpanID().String(), c.IsSampled(), c.IsValid()
}
