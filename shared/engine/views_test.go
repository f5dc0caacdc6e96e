package engine_test

import (
	"context"
	"log/slog"
	"slices"
	"testing"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/engine"
	"shopfyp.dev/shared/engine/enginetest"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/recommend/viewtest"
)

// newMemory returns a collection of products in memory.
func newMemory(t *testing.T, products []catalog.Product) *engine.Memory {
	t.Helper()
	m := engine.NewMemory(enginetest.InfoOf(viewtest.Embedder, products))
	put(t, m, products...)
	return m
}

func put(t *testing.T, c engine.Collection, products ...catalog.Product) {
	t.Helper()
	enginetest.Fill(t, c, viewtest.Embedder, products...)
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
