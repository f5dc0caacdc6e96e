package shop

import (
	"context"
	"iter"
	"slices"
	"sync"

	"shopfyp.dev/shared/catalog"
)

// Changed is a catalogue some of whose products have got other titles since their vectors were made.
// It keeps the vectors that are put into it.
type Changed struct {
	*Catalogue
	every int // product i has changed where i is a multiple

	mu  sync.Mutex
	put map[catalog.ID]catalog.Embedding
}

var _ Source = (*Changed)(nil)

// NewChanged returns c with every so-many-th product changed.
func NewChanged(c *Catalogue, every int) *Changed {
	return &Changed{Catalogue: c, every: every, put: make(map[catalog.ID]catalog.Embedding)}
}

// Changes returns how many products have changed.
func (c *Changed) Changes() int { return (c.n + c.every - 1) / c.every }

// All implements catalog.Store.
func (c *Changed) All(ctx context.Context) iter.Seq2[catalog.Product, error] {
	return func(yield func(catalog.Product, error) bool) {
		i := 0
		for p, err := range c.Catalogue.All(ctx) {
			if i%c.every == 0 {
				p.Title += ", new edition"
			}
			i++
			if !yield(p, err) {
				return
			}
		}
	}
}

// AllEmbeddings implements catalog.Embeddings. A vector may be kept only until the next.
func (c *Changed) AllEmbeddings(ctx context.Context) iter.Seq2[catalog.Embedding, error] {
	return func(yield func(catalog.Embedding, error) bool) {
		for e, err := range c.Catalogue.AllEmbeddings(ctx) {
			c.mu.Lock()
			if newer, ok := c.put[e.ID]; ok {
				e = newer
			}
			c.mu.Unlock()
			if !yield(e, err) {
				return
			}
		}
	}
}

// PutEmbeddings implements catalog.Embeddings.
func (c *Changed) PutEmbeddings(_ context.Context, embeddings []catalog.Embedding) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, e := range embeddings {
		e.Vector = slices.Clone(e.Vector)
		c.put[e.ID] = e
	}
	return nil
}
