// Package shop builds shops of any size for benchmarks. A shop is a catalogue of synthetic products and
// its snapshot, which the index-builder's own pipeline builds and publishes into a folder. Shops are
// cached on disk and reused.
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

// A Catalogue is a read-only catalog.Store and catalog.Embeddings of n generated products.
type Catalogue struct {
	catalog.Store      // panics for methods that are not overridden
	catalog.Embeddings // likewise

	set  *corpus.Set
	n    int
	seed uint64
}

// NewCatalogue returns the catalogue of n products generated from set and seed.
func NewCatalogue(set *corpus.Set, n int, seed uint64) *Catalogue {
	return &Catalogue{set: set, n: n, seed: seed}
}

// ID returns the ID of product i.
func ID(i int) catalog.ID { return catalog.ID(fmt.Sprintf("p%08d", i)) }

// updated is the time of the last change of every product.
var updated = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

// Product returns product i. Its title comes from the set; the other fields are made up.
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

// AllEmbeddings implements catalog.Embeddings. A vector is valid until the next iteration.
func (c *Catalogue) AllEmbeddings(ctx context.Context) iter.Seq2[catalog.Embedding, error] {
	return func(yield func(catalog.Embedding, error) bool) {
		err := c.Vectors(func(first int, vectors []float32) error {
			for i := range len(vectors) / c.set.Dim {
				p := c.Product(first + i)
				e := catalog.Embedding{ID: p.ID, Vector: vectors[i*c.set.Dim:][:c.set.Dim], Model: onnx.Model, TextHash: p.TextHash()}
				if !yield(e, nil) {
					return errStopped
				}
			}
			return ctx.Err()
		})
		if err != nil && !errors.Is(err, errStopped) {
			yield(catalog.Embedding{}, err)
		}
	}
}

var errStopped = errors.New("the caller stopped the iteration")

// Vectors passes the products' vectors to block, in product order. block must not keep the slice.
func (c *Catalogue) Vectors(block func(first int, vectors []float32) error) error {
	return c.set.Generate(c.n, c.seed, block)
}

// PutEmbeddings implements catalog.Embeddings. It accepts an empty list only.
func (c *Catalogue) PutEmbeddings(_ context.Context, e []catalog.Embedding) error {
	return readOnly(len(e))
}

// DeleteEmbeddings implements catalog.Embeddings. It accepts an empty list only.
func (c *Catalogue) DeleteEmbeddings(_ context.Context, ids []catalog.ID) error {
	return readOnly(len(ids))
}

func readOnly(changes int) error {
	if changes > 0 {
		return errors.New("a generated catalogue is read-only")
	}
	return nil
}
