package telemetry

import (
	"context"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/trace"
)

// A Stage is a step of answering a request.
type Stage string

// The stages. Load runs inside the first stage that needs it. Embed runs inside Index if an interaction has no vector. Engine
// runs inside Index, and inside the events that change the catalog.
const (
	Auth   Stage = "auth"   // verify the ID token
	Decode Stage = "decode" // decode the request
	Embed  Stage = "embed"  // embed a text
	Index  Stage = "index"  // search the index and read the cards
	Store  Stage = "store"  // call the database
	Load   Stage = "load"   // load the model or the first index
	Engine Stage = "engine" // call the search engine
)

// A Timer measures one stage.
type Timer struct {
	t         *Telemetry
	ctx       context.Context
	span      trace.Span
	start     time.Time
	stage     Stage
	operation string
}

// Stage starts a measurement of an operation in a stage, such as "Append" in Store. The caller must call End.
func (t *Telemetry) Stage(ctx context.Context, stage Stage, operation string) (context.Context, Timer) {
	if t == nil {
		return ctx, Timer{}
	}
	start := time.Now()
	ctx, span := t.tracer.Start(ctx, string(stage)+" "+operation, trace.WithTimestamp(start))
	return ctx, Timer{t, ctx, span, start, stage, operation}
}

// End ends the measurement. It records whether err is nil, but never the text of err.
func (m Timer) End(err error) {
	if m.t == nil {
		return
	}
	took := time.Since(m.start)
	attributes := make([]attribute.KeyValue, 2, 3)
	attributes[0], attributes[1] = attribute.String("stage", string(m.stage)), attribute.String("operation", m.operation)
	if err != nil {
		m.span.SetStatus(codes.Error, "")
		attributes = append(attributes, attribute.String("error.type", "error"))
	}
	m.span.End(trace.WithTimestamp(m.start.Add(took)))
	m.t.stages.Record(m.ctx, took.Seconds(), metric.WithAttributes(attributes...))
}
