// Package shop makes whole shops of any size for benchmarks: a catalogue of
// made-up products with given vectors, and its snapshot, which the index-builder's
// own pipeline builds and publishes into a folder. A shop that was made once is
// kept and used again.
package shop

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/embed/onnx"
	"shopfyp.dev/tools/bench/internal/corpus"
)

// A Catalogue is n products and their vectors, made as they are read. It is a catalog.Store and a
// catalog.Embeddings that nothing can be put into.
type Catalogue struct {
	set  *corpus.Set
	n    int
	seed uint64
}

// NewCatalogue returns the catalogue of n products that set and seed give.
func NewCatalogue(set *corpus.Set, n int, seed uint64) *Catalogue { return &Catalogue{set, n, seed} }

var (
	_ catalog.Store      = (*Catalogue)(nil)
	_ catalog.Embeddings = (*Catalogue)(nil)
)

// ID returns the ID of product i.
func ID(i int) catalog.ID { return catalog.ID(fmt.Sprintf("p%08d", i)) }

// errFixed says what a Catalogue is not.
var errFixed = errors.New("a made catalogue does not change")

// updated is when every product last changed.
var updated = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

// Product returns product i: a real title where the set has one, and the rest as products have it.
func (c *Catalogue) Product(i int) catalog.Product {
	price := int64(499 + i*37%20_000)
	return catalog.Product{
		ID: ID(i), Title: c.set.Titles[i%len(c.set.Titles)], Brand: fmt.Sprintf("Brand %d", i%997),
		Category: []string{fmt.Sprintf("Department %d", i%12), fmt.Sprintf("Aisle %d", i%240)},
		Price:    catalog.Money{Amount: price, Currency: "EUR"}, ListPrice: catalog.Money{Amount: price * 5 / 4, Currency: "EUR"},
		Rating: 3 + float64(i%20)/10, RatingCount: i * 7 % 5000,
		ImageURL: fmt.Sprintf("https://img.example/%08d.jpg", i), URL: fmt.Sprintf("https://shop.example/%08d", i), UpdatedAt: updated,
	}
}

// All implements catalog.Store.
func (c *Catalogue) All(ctx context.Context) iter.Seq2[catalog.Product, error] {
	return func(yield func(catalog.Product, error) bool) {
		for i := range c.n {
			if err := ctx.Err(); err != nil {
				yield(catalog.Product{}, err)
				return
			}
			if !yield(c.Product(i), nil) {
				return
			}
		}
	}
}

// Count implements catalog.Store.
func (c *Catalogue) Count(context.Context) (int, error) { return c.n, nil }

// Get implements catalog.Store.
func (c *Catalogue) Get(_ context.Context, id catalog.ID) (catalog.Product, error) {
	var i int
	if _, err := fmt.Sscanf(string(id), "p%08d", &i); err != nil || i < 0 || i >= c.n {
		return catalog.Product{}, fmt.Errorf("product %q: %w", id, catalog.ErrNotFound)
	}
	return c.Product(i), nil
}

// Put implements catalog.Store.
func (c *Catalogue) Put(context.Context, []catalog.Product) (int, error) { return 0, errFixed }

// Delete implements catalog.Store.
func (c *Catalogue) Delete(context.Context, []catalog.ID) error { return errFixed }

// AllEmbeddings implements catalog.Embeddings. A vector may be kept only until the next.
func (c *Catalogue) AllEmbeddings(ctx context.Context) iter.Seq2[catalog.Embedding, error] {
	return func(yield func(catalog.Embedding, error) bool) {
		err := c.Vectors(func(first int, vectors []float32) error {
			for i := range len(vectors) / c.set.Dim {
				if !yield(c.embedding(first+i, vectors[i*c.set.Dim:][:c.set.Dim]), nil) {
					return errEnough
				}
			}
			return ctx.Err()
		})
		if err != nil && !errors.Is(err, errEnough) {
			yield(catalog.Embedding{}, err)
		}
	}
}

var errEnough = errors.New("the reader has enough")

func (c *Catalogue) embedding(i int, vector []float32) catalog.Embedding {
	p := c.Product(i)
	return catalog.Embedding{ID: p.ID, Vector: vector, Model: onnx.Model, TextHash: p.TextHash()}
}

// Vectors hands out the products' vectors, in the order of the products, in blocks that it uses again.
func (c *Catalogue) Vectors(block func(first int, vectors []float32) error) error {
	return c.set.Generate(c.n, c.seed, block)
}

// PutEmbeddings implements catalog.Embeddings.
func (c *Catalogue) PutEmbeddings(_ context.Context, e []catalog.Embedding) error {
	if len(e) == 0 {
		return nil
	}
	return errFixed
}

// DeleteEmbeddings implements catalog.Embeddings.
func (c *Catalogue) DeleteEmbeddings(_ context.Context, ids []catalog.ID) error {
	if len(ids) == 0 {
		return nil
	}
	return errFixed
}

// A Source is what a shop is built from.
type Source interface {
	catalog.Store
	catalog.Embeddings
}
