package catalog

import (
	"context"
	"iter"
)

// A Store keeps products.
type Store interface {
	// Get returns the product, or ErrNotFound.
	Get(ctx context.Context, id ID) (Product, error)
	// All yields every product, in ID order, reading in batches. For a product that cannot be decoded it yields a
	// *DecodeError and goes on. It stops at the first other error, which it yields.
	All(ctx context.Context) iter.Seq2[Product, error]
	// Put stores the products, replacing those with the same IDs, whole or with an error
	// that names what was not stored. Products that are stored already as they are, but for
	// UpdatedAt, are left untouched. It returns how many were written.
	Put(ctx context.Context, products []Product) (written int, err error)
	// Delete removes products; those not there are no error.
	Delete(ctx context.Context, ids []ID) error
	// Count returns how many products there are.
	Count(ctx context.Context) (int, error)
}

// An Embedding is a product's vector, with what it was made from.
type Embedding struct {
	ID       ID
	Vector   []float32
	Model    string // embed.Embedder.Model of what made it
	TextHash string // Product.TextHash of the text it was made from
}

// Embeddings keeps products' vectors apart from the products, so that reading a product never carries them.
type Embeddings interface {
	// AllEmbeddings yields every embedding, in ID order, reading in batches. It stops at the first error, which it yields.
	AllEmbeddings(ctx context.Context) iter.Seq2[Embedding, error]
	// PutEmbeddings stores the embeddings, replacing those with the same IDs.
	PutEmbeddings(ctx context.Context, embeddings []Embedding) error
	// DeleteEmbeddings removes embeddings; those not there are no error.
	DeleteEmbeddings(ctx context.Context, ids []ID) error
}
