package catalog

import (
	"context"
	"iter"
)

// A Range is the half-open interval [From, To) of IDs. An empty bound means no limit.
type Range struct{ From, To ID }

// Has reports whether the range contains the ID.
func (r Range) Has(id ID) bool { return id >= r.From && (r.To == "" || id < r.To) }

// RangedProducts reads products in ranges, so that several tasks can share the work.
type RangedProducts interface {
	// IDs yields the ID of every product in order. It reads no other fields. It yields the first error and stops.
	IDs(ctx context.Context) iter.Seq2[ID, error]
	// Between is Store.All for the products in the range.
	Between(ctx context.Context, r Range) iter.Seq2[Product, error]
}

// RangedEmbeddings reads embeddings in ranges.
type RangedEmbeddings interface {
	// EmbeddingsBetween is Embeddings.AllEmbeddings for the embeddings in the range.
	EmbeddingsBetween(ctx context.Context, r Range) iter.Seq2[Embedding, error]
}

var (
	_ RangedProducts   = (*Memory)(nil)
	_ RangedEmbeddings = (*Memory)(nil)
)

// IDs implements RangedProducts.
func (m *Memory) IDs(ctx context.Context) iter.Seq2[ID, error] {
	return func(yield func(ID, error) bool) {
		for p, err := range m.All(ctx) {
			if !yield(p.ID, err) {
				return
			}
		}
	}
}

// Between implements RangedProducts.
func (m *Memory) Between(ctx context.Context, r Range) iter.Seq2[Product, error] {
	return within(m.All(ctx), r, func(p *Product) ID { return p.ID })
}

// EmbeddingsBetween implements RangedEmbeddings.
func (m *Memory) EmbeddingsBetween(ctx context.Context, r Range) iter.Seq2[Embedding, error] {
	return within(m.AllEmbeddings(ctx), r, func(e *Embedding) ID { return e.ID })
}

// within yields the values with an ID in the range, and errors.
func within[T any](all iter.Seq2[T, error], r Range, id func(*T) ID) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for v, err := range all {
			if (err != nil || r.Has(id(&v))) && !yield(v, err) {
				return
			}
		}
	}
}
