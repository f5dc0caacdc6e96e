package telemetry

import (
	"context"
	"net/http"
	"slices"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/trace"
)

// A Request measures one HTTP request.
type Request struct {
	t          *Telemetry
	ctx        context.Context
	span       trace.Span
	start      time.Time
	attributes [3]attribute.KeyValue
}

// methods are the known HTTP methods. Metrics report any other method as _OTHER, because a client can invent methods.
var methods = []string{"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"}

// Request starts a measurement of an HTTP request to a function. A context from Remote sets the trace. The route of an
// unknown path is "". The caller must call End.
func (t *Telemetry) Request(ctx context.Context, function, method, route string) (context.Context, Request) {
	if t == nil {
		return ctx, Request{}
	}
	if !slices.Contains(methods, method) {
		method = "_OTHER"
	}
	attributes := [3]attribute.KeyValue{
		attribute.String("faas.name", function), attribute.String("http.request.method", method), attribute.String("http.route", route),
	}
	start := time.Now()
	ctx, span := t.tracer.Start(ctx, method+" "+route,
		trace.WithSpanKind(trace.SpanKindServer), trace.WithTimestamp(start), trace.WithAttributes(attributes[:]...))
	return ctx, Request{t, ctx, span, start, attributes}
}

// End records the status of the response.
func (r Request) End(status int) {
	if r.t == nil {
		return
	}
	took := time.Since(r.start)
	answered := attribute.Int("http.response.status_code", status)
	r.span.SetAttributes(answered)
	if status >= http.StatusInternalServerError {
		r.span.SetStatus(codes.Error, "")
	}
	r.span.End(trace.WithTimestamp(r.start.Add(took)))
	r.t.requests.Record(r.ctx, took.Seconds(), metric.WithAttributes(append(r.attributes[:], answered)...))
}
