package catalog

import (
	"context"
	"iter"
)

// A Range is the IDs from From on, up to and without To. An empty bound is none.
type Range struct{ From, To ID }

// Has reports whether the range holds the ID.
func (r Range) Has(id ID) bool { return id >= r.From && (r.To == "" || id < r.To) }

// RangedProducts are products that can be read in parts, by those who share the work.
type RangedProducts interface {
	// IDs yields every product's ID, in order, and reads nothing else of it. It stops at the first error, which it yields.
	IDs(ctx context.Context) iter.Seq2[ID, error]
	// Between yields what Store.All does of the range.
	Between(ctx context.Context, r Range) iter.Seq2[Product, error]
}

// RangedEmbeddings are embeddings that can be read in parts.
type RangedEmbeddings interface {
	// EmbeddingsBetween yields what Embeddings.AllEmbeddings does of the range.
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

// within yields what of all lies in the range, and an error.
func within[T any](all iter.Seq2[T, error], r Range, id func(*T) ID) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for v, err := range all {
			if (err != nil || r.Has(id(&v))) && !yield(v, err) {
				return
			}
		}
	}
}
