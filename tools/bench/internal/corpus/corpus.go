// Package corpus supplies the vectors that benchmarks search: the demo catalog, embedded by the
// product's own encoder, and any number of synthetic vectors derived from it.
//
// A synthetic vector is a + s·(b-c), scaled to length 1. a, b and c are real vectors drawn at random,
// and s is drawn from 0.15 to 0.45. The noise therefore has the shape of the catalog: a few strong
// directions and many weak ones. Uniform noise would lie far from every query and make search look easy.
//
// Synthetic vectors are not products. Their figures show how an index scales, not how well it ranks.
package corpus

import (
	"context"
	"runtime"

	"golang.org/x/sync/errgroup"

	"shopfyp.dev/shared/embed"
	"shopfyp.dev/tools/demo"
)

// A Set holds products and queries with their vectors of Dim elements.
type Set struct {
	Dim         int
	Titles      []string    // product texts, as they are embedded
	Vectors     [][]float32 // of Titles
	QueryTexts  []string
	QueryVector [][]float32 // of QueryTexts
}

// Demo embeds the demo catalog and the sample queries.
func Demo(ctx context.Context, model embed.Embedder) (*Set, error) {
	products, err := demo.Products()
	if err != nil {
		return nil, err
	}
	s := &Set{Dim: model.Dim(), QueryTexts: ShortQueries}
	for i := range products {
		s.Titles = append(s.Titles, products[i].Text())
	}
	if s.Vectors, err = embedAll(ctx, s.Titles, model.EmbedDocument); err != nil {
		return nil, err
	}
	s.QueryVector, err = embedAll(ctx, s.QueryTexts, model.EmbedQuery)
	return s, err
}

// embedAll embeds the texts on all cores.
func embedAll(ctx context.Context, texts []string, encode func(context.Context, string) ([]float32, error)) ([][]float32, error) {
	vectors := make([][]float32, len(texts))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, text := range texts {
		g.Go(func() (err error) {
			vectors[i], err = encode(ctx, text)
			return err
		})
	}
	return vectors, g.Wait()
}
