package main

import (
	"context"
	"errors"
	"runtime"

	"golang.org/x/sync/errgroup"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/embed"
	"shopfyp.dev/shared/embed/onnx"
	"shopfyp.dev/tools/eval/internal/vectorfile"
)

// openEmbedder opens the model. The embedder caches the vectors of documents in o.cache.
func openEmbedder(o options) (e *vectorfile.Embedder, closeBoth func() error, err error) {
	model, err := onnx.Open(onnx.In(o.native))
	if err != nil {
		return nil, nil, err
	}
	file, err := vectorfile.Open(o.cache, model)
	if err != nil {
		return nil, nil, errors.Join(err, model.Close())
	}
	return file, func() error { return errors.Join(file.Close(), model.Close()) }, nil
}

// embedProducts embeds the products on all processors. It passes the embeddings to store in batches, in any order.
func embedProducts(ctx context.Context, e embed.Embedder, products []catalog.Product, store func(first int, embeddings []catalog.Embedding) error) error {
	const batch = 100
	g, gctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.NumCPU())
	for first := 0; first < len(products); first += batch {
		g.Go(func() error {
			var embeddings []catalog.Embedding
			for _, p := range products[first:min(first+batch, len(products))] {
				v, err := e.EmbedDocument(gctx, p.Text())
				if err != nil {
					return err
				}
				embeddings = append(embeddings, catalog.Embedding{ID: p.ID, Vector: v, Model: e.Model(), TextHash: p.TextHash()})
			}
			return store(first, embeddings)
		})
	}
	return g.Wait()
}
