package event

import (
	"context"
	"errors"
	"log/slog"
	"time"

	cloudevents "github.com/cloudevents/sdk-go/v2"

	"shopfyp.dev/functions/internal/panics"
	"shopfyp.dev/functions/internal/requestlog"
	"shopfyp.dev/shared/telemetry"
)

// observe starts the log fields and the telemetry of an event. Its log lines carry the event ID and the trace. The
// trace is the sender's if the event has a traceparent (CloudEvents' distributed tracing extension).
func (r *Receiver) observe(ctx context.Context, e cloudevents.Event) (context.Context, telemetry.Event) {
	ctx = requestlog.Begin(ctx, slog.String("function", r.config.Function), slog.String("eventId", e.ID()))
	parent, _ := e.Extensions()["traceparent"].(string)
	trace := requestlog.ParseTraceparent(parent)
	measured := r.config.Telemetry
	ctx, event := measured.Event(measured.Remote(ctx, trace.ID, trace.Span, trace.Sampled), r.config.Function)
	if own, span, sampled, ok := measured.Current(ctx); ok {
		trace = requestlog.Trace{ID: own, Span: span, Sampled: sampled}
	}
	for _, attr := range trace.Attrs(r.config.Project) {
		requestlog.Add(ctx, attr)
	}
	return ctx, event
}

// An outcome is the result of handling an event.
type outcome struct {
	name  string // done, failed or dropped
	level slog.Level
	took  time.Duration
	lag   time.Duration // time since the change of the document; negative if unknown
}

// lag returns the time since the change of the document, or -1 if the event has no time. It is 0 for a time in the future.
func (r *Receiver) lag(e cloudevents.Event) time.Duration {
	if e.Time().IsZero() {
		return -1
	}
	return max(0, r.config.Now().Sub(e.Time()))
}

// log writes the completion line of the event.
func (r *Receiver) log(ctx context.Context, err error, done outcome) {
	attrs := []slog.Attr{slog.String("outcome", done.name), slog.Duration("took", done.took)}
	if done.lag >= 0 {
		attrs = append(attrs, slog.Float64("lagSeconds", done.lag.Seconds()))
	}
	if err != nil {
		attrs = append(attrs, slog.Any("err", err))
	}
	if p, ok := errors.AsType[*panics.Error](err); ok {
		attrs = append(attrs, slog.String("stack_trace", string(p.Stack))) // Error Reporting's field
	}
	r.config.Logger.LogAttrs(ctx, done.level, "event", attrs...)
}
