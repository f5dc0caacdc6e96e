package interaction

import (
	"context"
	"errors"
	"fmt"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/query"
)

// embedder is the part of embed.Embedder that a Vectorizer needs.
type embedder interface {
	EmbedQuery(ctx context.Context, text string) ([]float32, error)
	EmbedDocument(ctx context.Context, text string) ([]float32, error)
	Model() string
	Dim() int
}

// A Vectorizer adds missing vectors to logged interactions.
type Vectorizer struct {
	embedder embedder
	products products
	log      Log
}

// NewVectorizer returns a Vectorizer.
func NewVectorizer(e embedder, p products, l Log) *Vectorizer {
	return &Vectorizer{embedder: e, products: p, log: l}
}

// Vectorize stores the vector of a logged interaction. It is idempotent, and you may call it late or out of order.
// It does nothing if the interaction has a vector of the embedder's model, no longer exists, is invalid, or
// names an unknown product. It also skips dismissals, because nothing reads their vectors.
// After an error, a later call may succeed.
func (z *Vectorizer) Vectorize(ctx context.Context, userID, id string) error {
	x, err := z.log.Get(ctx, userID, id)
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("interaction %s: %w", id, err)
	}
	if x.Model == z.embedder.Model() && len(x.Vector) == z.embedder.Dim() {
		return nil
	}
	vec, err := z.vector(ctx, &x)
	if err != nil || vec == nil {
		return err
	}
	err = z.log.SetVector(ctx, userID, id, vec, z.embedder.Model())
	if errors.Is(err, ErrNotFound) { // the user has just removed it
		return nil
	}
	return err
}

// vector returns the interaction's vector, or nil if it needs none.
func (z *Vectorizer) vector(ctx context.Context, x *Interaction) ([]float32, error) {
	if x.Validate() != nil || !x.mayInfluence() {
		return nil, nil
	}
	if x.Type == Search {
		return z.embedder.EmbedQuery(ctx, query.EmbeddingText(x.Meant()))
	}
	p, err := z.products.Get(ctx, x.ProductID)
	if errors.Is(err, catalog.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("interaction %s: %w", x.ID, err)
	}
	return z.embedder.EmbedDocument(ctx, p.Text())
}
