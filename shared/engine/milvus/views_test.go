package milvus

import (
	"context"
	"log/slog"
	"testing"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/engine"
	"shopfyp.dev/shared/lexical"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/recommend/viewtest"
)

// A shop on Milvus answers as one on a snapshot of the same products.
func TestViews(t *testing.T) {
	viewtest.Test(t, func(t *testing.T, products []catalog.Product) recommend.Views {
		mean := lexical.MeanLengths(func(yield func(lexical.Document) bool) {
			for i := range products {
				if !yield(recommend.Words(&products[i])) {
					return
				}
			}
		})
		info := engine.Info{Model: viewtest.Embedder.Model(), Dim: viewtest.Embedder.Dim(), Mean: mean}
		made := create(t, testConfig(t), info)
		putAll(t, made, products)
		v := engine.NewViews(engine.Config{
			Open:      func(context.Context, string, int) (engine.Collection, error) { return made, nil },
			Companion: viewtest.Fixed(viewtest.NewSnapshot(t, products)), Name: "milvus", Logger: slog.New(slog.NewTextHandler(t.Output(), nil)),
		})
		return v
	})
}

// putAll writes the products to the collection.
func putAll(t *testing.T, c *Collection, products []catalog.Product) {
	t.Helper()
	var all []engine.Product
	for i := range products {
		v, err := viewtest.Embedder.EmbedDocument(t.Context(), products[i].Text())
		if err != nil {
			t.Fatal(err)
		}
		p, err := engine.NewProduct(&products[i], v, c.Info().Mean)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	if err := c.Put(t.Context(), all); err != nil {
		t.Fatal(err)
	}
}
