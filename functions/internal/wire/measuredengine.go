package wire

import (
	"context"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/engine"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/telemetry"
)

// measuredEngine measures each call of a request to the search engine, inside the stage that uses the index.
type measuredEngine struct {
	engine.Collection
	telemetry *telemetry.Telemetry
}

// measure starts a measurement. The caller calls end with the error of the call.
func (m measuredEngine) measure(ctx context.Context, operation string) (_ context.Context, end func(error)) {
	ctx, timer := m.telemetry.Stage(ctx, telemetry.Engine, operation)
	return ctx, timer.End
}

// Len implements engine.Collection.
func (m measuredEngine) Len(ctx context.Context) (n int, err error) {
	ctx, end := m.measure(ctx, "Len")
	defer func() { end(err) }()
	return m.Collection.Len(ctx)
}

// Nearest implements engine.Collection.
func (m measuredEngine) Nearest(ctx context.Context, v []float32, k int, c recommend.Condition) (hits []engine.Hit, err error) {
	ctx, end := m.measure(ctx, "Nearest")
	defer func() { end(err) }()
	return m.Collection.Nearest(ctx, v, k, c)
}

// ByWords implements engine.Collection.
func (m measuredEngine) ByWords(ctx context.Context, words []engine.Word, k int, c recommend.Condition) (hits []engine.Hit, err error) {
	ctx, end := m.measure(ctx, "ByWords")
	defer func() { end(err) }()
	return m.Collection.ByWords(ctx, words, k, c)
}

// Get implements engine.Collection.
func (m measuredEngine) Get(ctx context.Context, ids []catalog.ID) (found []engine.Product, err error) {
	ctx, end := m.measure(ctx, "Get")
	defer func() { end(err) }()
	return m.Collection.Get(ctx, ids)
}

// Find implements engine.Collection.
func (m measuredEngine) Find(ctx context.Context, keys engine.Keys, limit int) (found []engine.Product, err error) {
	ctx, end := m.measure(ctx, "Find")
	defer func() { end(err) }()
	return m.Collection.Find(ctx, keys, limit)
}

// Put implements engine.Collection.
func (m measuredEngine) Put(ctx context.Context, products []engine.Product) (err error) {
	ctx, end := m.measure(ctx, "Put")
	defer func() { end(err) }()
	return m.Collection.Put(ctx, products)
}

// Delete implements engine.Collection.
func (m measuredEngine) Delete(ctx context.Context, ids []catalog.ID) (err error) {
	ctx, end := m.measure(ctx, "Delete")
	defer func() { end(err) }()
	return m.Collection.Delete(ctx, ids)
}
