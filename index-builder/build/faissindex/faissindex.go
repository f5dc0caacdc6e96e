// Package faissindex implements build.Indexer with FAISS.
package faissindex

import (
	"context"

	"shopfyp.dev/shared/vector"
	"shopfyp.dev/shared/vector/faiss"
)

// An Indexer builds FAISS indexes of the type that faiss.SpecFor selects.
type Indexer struct{ Library *faiss.Library }

// Build implements build.Indexer.
func (x Indexer) Build(ctx context.Context, dim int, vectors []float32, path string, progress func(done, total int64)) ([]int64, string, error) {
	spec := faiss.SpecFor(len(vectors)/dim, dim)
	order, err := x.Library.Build(ctx, spec, dim, vectors, path, progress)
	return order, spec.String(), err
}

// Tune implements build.Indexer.
func (x Indexer) Tune(ctx context.Context, path string, exact vector.Index, queries [][]float32, k int, floor float64) (vector.SearchParams, float64, error) {
	params, recall, err := x.Library.Tune(ctx, path, exact, queries, k, floor)
	return params, recall, err
}

// Open implements build.Indexer.
func (x Indexer) Open(path string, s vector.SearchParams) (vector.Index, error) {
	return x.Library.Open(path, s)
}
