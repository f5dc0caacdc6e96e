package onnx

import (
	"context"
	"crypto/sha256"
	"fmt"
	"os"
)

// A QueryEncoder runs a small model that was trained to give queries the vectors of Model. Its vectors are comparable
// with the document vectors of an Embedder. It is safe for concurrent use.
type QueryEncoder struct {
	embedder *Embedder
	model    string
}

// OpenQueryEncoder loads a model that train/ exported: c.Model is the ONNX file, c.Tokenizer that of Model. It cannot
// tell whether the model was trained for the vector space of Model. The caller must close the QueryEncoder.
func OpenQueryEncoder(c Config) (*QueryEncoder, error) {
	content, err := os.ReadFile(c.Model)
	if err != nil {
		return nil, fmt.Errorf("onnx: %w", err)
	}
	e, err := open(c, openPlain)
	if err != nil {
		return nil, fmt.Errorf("onnx: query model %s: %w", c.Model, err)
	}
	hash := sha256.Sum256(content)
	return &QueryEncoder{e, fmt.Sprintf("query-%x", hash[:6])}, nil
}

// Model returns "query-" and the first 12 digits of the SHA-256 of the model's file.
func (q *QueryEncoder) Model() string { return q.model }

// EmbedQuery returns the vector of a shopper's query. A trained model needs no query prefix.
func (q *QueryEncoder) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	return q.embedder.embed(ctx, text)
}

// Close frees the model. See Embedder.Close.
func (q *QueryEncoder) Close() error { return q.embedder.Close() }
