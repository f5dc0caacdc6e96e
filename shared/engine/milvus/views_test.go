package milvus

import (
	"context"
	"log/slog"
	"testing"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/engine"
	"shopfyp.dev/shared/engine/enginetest"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/recommend/viewtest"
)

// A shop on Milvus answers as one on a snapshot of the same products.
func TestViews(t *testing.T) {
	viewtest.Test(t, func(t *testing.T, products []catalog.Product) recommend.Views {
		made := create(t, testConfig(t), enginetest.InfoOf(viewtest.Embedder, products))
		enginetest.Fill(t, made, viewtest.Embedder, products...)
		return engine.NewViews(engine.Config{
			Open:      func(context.Context, string, int) (engine.Collection, error) { return made, nil },
			Companion: viewtest.Fixed(viewtest.NewSnapshot(t, products)), Name: "milvus", Logger: slog.New(slog.NewTextHandler(t.Output(), nil)),
		})
	})
}
