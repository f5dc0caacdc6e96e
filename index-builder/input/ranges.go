package input

import (
	"context"
	"iter"

	"shopfyp.dev/shared/catalog"
)

// ProductsIn returns a store whose All yields only the products in a range.
func ProductsIn(s catalog.Store, all catalog.RangedProducts, part catalog.Range) catalog.Store {
	return productsIn{s, all, part}
}

type productsIn struct {
	catalog.Store
	all  catalog.RangedProducts
	part catalog.Range
}

func (p productsIn) All(ctx context.Context) iter.Seq2[catalog.Product, error] {
	return p.all.Between(ctx, p.part)
}

// EmbeddingsIn returns embeddings whose AllEmbeddings yields only those in a range.
func EmbeddingsIn(e catalog.Embeddings, all catalog.RangedEmbeddings, part catalog.Range) catalog.Embeddings {
	return embeddingsIn{e, all, part}
}

type embeddingsIn struct {
	catalog.Embeddings
	all  catalog.RangedEmbeddings
	part catalog.Range
}

func (e embeddingsIn) AllEmbeddings(ctx context.Context) iter.Seq2[catalog.Embedding, error] {
	return e.all.EmbeddingsBetween(ctx, e.part)
}
