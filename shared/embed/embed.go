// Package embed turns texts into vectors. The vectors of texts with similar meaning have a small L2 distance.
// Embedder is the interface; embed/onnx implements it with BERT, and Fake is an implementation for tests.
package embed

import "context"

// An Embedder computes the vectors of one model. It is safe for concurrent use.
//
// A vector has Dim elements and length 1. An Embedder accepts any text: it truncates long texts
// and skips invalid bytes. The same text always gives the same vector, even in concurrent calls.
type Embedder interface {
	// Model identifies the vector space. Only vectors of the same model are comparable.
	Model() string
	// Dim is the number of elements of each vector.
	Dim() int
	// EmbedQuery returns the vector of a shopper's query.
	EmbedQuery(ctx context.Context, text string) ([]float32, error)
	// EmbedDocument returns the vector of a product's text.
	EmbedDocument(ctx context.Context, text string) ([]float32, error)
}
