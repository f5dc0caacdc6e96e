package load

import (
	"context"
	"errors"
	"iter"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/change"
)

// Products returns the products of the sample.
func (s *Sample) Products(from catalog.Store) catalog.Store { return sampledProducts{from, s} }

// Embeddings returns the embeddings of the sample.
func (s *Sample) Embeddings(from catalog.Embeddings) catalog.Embeddings {
	return sampledEmbeddings{from, s}
}

// Changes returns the changes of the sample. Its Delete deletes changes of all products.
func (s *Sample) Changes(from change.Store) change.Store { return sampledChanges{from, s} }

type sampledProducts struct {
	catalog.Store
	sample *Sample
}

// All implements catalog.Store.
func (s sampledProducts) All(ctx context.Context) iter.Seq2[catalog.Product, error] {
	return func(yield func(catalog.Product, error) bool) {
		for p, err := range s.Store.All(ctx) {
			id := p.ID
			if bad, ok := errors.AsType[*catalog.DecodeError](err); ok {
				id = bad.ID
			} else if err != nil {
				yield(p, err)
				return
			}
			if s.sample.Has(id) && !yield(p, err) {
				return
			}
		}
	}
}

// Count implements catalog.Store.
func (s sampledProducts) Count(ctx context.Context) (int, error) {
	if s.sample.All {
		return s.Store.Count(ctx)
	}
	return s.sample.Count, ctx.Err()
}

type sampledEmbeddings struct {
	catalog.Embeddings
	sample *Sample
}

// AllEmbeddings implements catalog.Embeddings.
func (s sampledEmbeddings) AllEmbeddings(ctx context.Context) iter.Seq2[catalog.Embedding, error] {
	return func(yield func(catalog.Embedding, error) bool) {
		for e, err := range s.Embeddings.AllEmbeddings(ctx) {
			if (err != nil || s.sample.Has(e.ID)) && !yield(e, err) {
				return
			}
		}
	}
}

type sampledChanges struct {
	change.Store
	sample *Sample
}

// Since implements change.Store.
func (s sampledChanges) Since(ctx context.Context, after time.Time, use func(change.Change) error) (time.Time, error) {
	return s.Store.Since(ctx, after, func(c change.Change) error {
		if !s.sample.Has(c.ID) {
			return nil
		}
		return use(c)
	})
}
