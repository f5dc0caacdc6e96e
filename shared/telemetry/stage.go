package telemetry

import (
	"context"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/trace"
)

// A Stage is a part of the way to an answer.
type Stage string

// The stages. Loading lies within the stage that needs it first, embedding within the index where a card lacks a vector.
const (
	Auth   Stage = "auth"   // of the ID token
	Decode Stage = "decode" // of the request
	Embed  Stage = "embed"  // a text, by the model
	Index  Stage = "index"  // search it and read the cards found
	Store  Stage = "store"  // a call of the database
	Load   Stage = "load"   // the model or the first index into memory
)

// A Timer is a stage that goes on.
type Timer struct {
	t         *Telemetry
	ctx       context.Context
	span      trace.Span
	start     time.Time
	stage     Stage
	operation string
}

// Stage begins a stage, whose operation says what of it: "Append" of the Store. The timer's End must be called.
func (t *Telemetry) Stage(ctx context.Context, stage Stage, operation string) (context.Context, Timer) {
	if t == nil {
		return ctx, Timer{}
	}
	start := time.Now()
	ctx, span := t.tracer.Start(ctx, string(stage)+" "+operation, trace.WithTimestamp(start))
	return ctx, Timer{t, ctx, span, start, stage, operation}
}

// End says that the stage is over. Of an error it tells only that there was one.
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
