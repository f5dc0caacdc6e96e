package engine_test

import (
	"context"
	"log/slog"
	"slices"
	"testing"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/engine"
	"shopfyp.dev/shared/lexical"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/recommend/viewtest"
)

// newMemory returns a collection of products in memory.
func newMemory(t *testing.T, products []catalog.Product) *engine.Memory {
	t.Helper()
	mean := lexical.MeanLengths(func(yield func(lexical.Document) bool) {
		for i := range products {
			if !yield(recommend.Words(&products[i])) {
				return
			}
		}
	})
	m := engine.NewMemory(engine.Info{Model: viewtest.Embedder.Model(), Dim: viewtest.Embedder.Dim(), Mean: mean})
	put(t, m, products...)
	return m
}

func put(t *testing.T, c engine.Collection, products ...catalog.Product) {
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

// views returns views of a collection with a companion.
func views(t *testing.T, c engine.Collection, companion []catalog.Product) *engine.Views {
	t.Helper()
	v := engine.NewViews(engine.Config{
		Open:      func(context.Context, string, int) (engine.Collection, error) { return c, nil },
		Companion: viewtest.Fixed(viewtest.NewSnapshot(t, companion)), Name: "engine", Logger: slog.New(slog.DiscardHandler),
	})
	t.Cleanup(func() { v.Close() })
	return v
}

func TestViews(t *testing.T) {
	viewtest.Test(t, func(t *testing.T, products []catalog.Product) recommend.Views {
		return views(t, newMemory(t, products), products)
	})
}

// The order of the companion's rows must not matter.
func TestReversedCompanion(t *testing.T) {
	products := viewtest.Products()
	v := views(t, newMemory(t, products), products)
	slices.Reverse(products)
	w := views(t, newMemory(t, products), products)
	for _, text := range []string{"red speaker", "running shoe"} {
		if got, want := searchIDs(t, w, text), searchIDs(t, v, text); !slices.Equal(got, want) {
			t.Errorf("Search(%q) = %q, want %q", text, got, want)
		}
	}
}
