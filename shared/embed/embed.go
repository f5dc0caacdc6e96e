// Package embed turns texts into vectors whose L2 distance is small where the
// meaning is near. Embedder is the port; embed/onnx is BERT, Fake is for tests.
package embed

import "context"

// An Embedder makes vectors of one model. It is safe for concurrent use.
//
// A vector has Dim elements and length 1. Texts of any length, of any bytes, are
// accepted: what the model cannot take in is cut off or skipped, never an error.
// The same text gives the same vector, alone or beside others.
type Embedder interface {
	// Model identifies the vector space: vectors are comparable only within one model.
	Model() string
	// Dim is the number of elements of each vector.
	Dim() int
	// EmbedQuery returns the vector of what a shopper typed.
	EmbedQuery(ctx context.Context, text string) ([]float32, error)
	// EmbedDocument returns the vector of a product's text.
	EmbedDocument(ctx context.Context, text string) ([]float32, error)
}
