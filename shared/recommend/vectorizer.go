package recommend

import (
	"context"
	"errors"
	"fmt"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/embed"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/query"
)

// products is the part of catalog.Store that Vectorizer needs.
type products interface {
	Get(ctx context.Context, id catalog.ID) (catalog.Product, error)
}

// A Vectorizer puts vectors on interactions that have none: the guarantee behind the log,
// whoever wrote the document.
type Vectorizer struct {
	embedder embed.Embedder
	products products
	log      interaction.Log
}

// NewVectorizer returns a Vectorizer.
func NewVectorizer(e embed.Embedder, p products, l interaction.Log) *Vectorizer {
	return &Vectorizer{embedder: e, products: p, log: l}
}

// Vectorize puts the vector of the embedder's model on the interaction as it stands in the log now,
// and does nothing where it is there already, where the interaction is gone, is of a kind without a
// vector, is not valid, or names a product that does not exist: called twice, late or out of order it
// leaves the same log. An error means that a later call may succeed.
func (z *Vectorizer) Vectorize(ctx context.Context, userID, id string) error {
	x, err := z.log.Get(ctx, userID, id)
	if errors.Is(err, interaction.ErrNotFound) {
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
	if errors.Is(err, interaction.ErrNotFound) { // removed meanwhile
		return nil
	}
	return err
}

// vector returns the interaction's vector, or nil where it can have none.
func (z *Vectorizer) vector(ctx context.Context, x *interaction.Interaction) ([]float32, error) {
	if x.Validate() != nil {
		return nil, nil
	}
	switch x.Type {
	case interaction.Search:
		return z.embedder.EmbedQuery(ctx, query.EmbeddingText(x.Query))
	case interaction.Click, interaction.Dismiss:
		p, err := z.products.Get(ctx, x.ProductID)
		if errors.Is(err, catalog.ErrNotFound) {
			return nil, nil
		}
		if err != nil {
			return nil, fmt.Errorf("interaction %s: %w", x.ID, err)
		}
		return z.embedder.EmbedDocument(ctx, p.Text())
	}
	return nil, nil
}
