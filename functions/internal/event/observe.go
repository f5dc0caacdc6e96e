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

// observe begins what is logged and measured of an event: its lines carry its ID and its trace, which
// is the sender's where the event names one (CloudEvents' distributed tracing extension).
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

// An outcome says how the handling of an event went.
type outcome struct {
	name  string // done, failed or dropped
	level slog.Level
	took  time.Duration
	lag   time.Duration // since the change that the event tells of; negative where that is not known
}

// lag returns how long ago the change was that e tells of. A clock that is behind makes it 0.
func (r *Receiver) lag(e cloudevents.Event) time.Duration {
	if e.Time().IsZero() {
		return -1
	}
	return max(0, r.config.Now().Sub(e.Time()))
}

// log writes the event's one completion line.
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
