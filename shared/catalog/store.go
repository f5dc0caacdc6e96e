package catalog

import (
	"context"
	"iter"
)

// A Store stores products.
type Store interface {
	// Get returns the product, or ErrNotFound.
	Get(ctx context.Context, id ID) (Product, error)
	// All yields every product in ID order and reads in batches. For a product that cannot be decoded, it yields a
	// *DecodeError and continues. It yields the first other error and stops.
	All(ctx context.Context) iter.Seq2[Product, error]
	// Put stores the products and replaces those with the same IDs. If several products have the same ID,
	// Put stores the last one. It does not write a product if its content has not changed (SameContent).
	// Put returns the number of products written, and an error that names each product that it did not store.
	Put(ctx context.Context, products []Product) (written int, err error)
	// Delete removes products. It ignores IDs that are not stored.
	Delete(ctx context.Context, ids []ID) error
	// Count returns the number of products.
	Count(ctx context.Context) (int, error)
}

// An Embedding is the vector of a product.
type Embedding struct {
	ID       ID
	Vector   []float32
	Model    string // value of embed.Embedder.Model
	TextHash string // value of Product.TextHash
}

// Embeddings stores the vectors of products. They are separate from the products, so reading a product does
// not read its vector.
type Embeddings interface {
	// AllEmbeddings yields every embedding in ID order and reads in batches. It yields the first error and stops.
	AllEmbeddings(ctx context.Context) iter.Seq2[Embedding, error]
	// PutEmbeddings stores the embeddings and replaces those with the same IDs. If several embeddings have
	// the same ID, it stores the last one. It returns an error that names each embedding that it did not store.
	// It keeps neither the slice nor the vectors.
	PutEmbeddings(ctx context.Context, embeddings []Embedding) error
	// DeleteEmbeddings removes embeddings. It ignores IDs that are not stored.
	DeleteEmbeddings(ctx context.Context, ids []ID) error
}
