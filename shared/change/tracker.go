package change

import (
	"context"
	"errors"
	"fmt"

	"shopfyp.dev/shared/catalog"
)

// embedder is the part of embed.Embedder that a Tracker needs.
type embedder interface {
	EmbedDocument(ctx context.Context, text string) ([]float32, error)
	Model() string
	Dim() int
}

// ErrMalformed is the error of Track for a product that is invalid or cannot be decoded. A retry cannot help. The last
// valid state of the product stays in use.
var ErrMalformed = errors.New("malformed product")

// A Tracker records changes of products.
type Tracker struct {
	store    Store
	embedder embedder
}

// NewTracker returns a Tracker.
func NewTracker(s Store, e embedder) *Tracker { return &Tracker{store: s, embedder: e} }

// maxEmbeds bounds how often Track embeds a text that changes all the time.
const maxEmbeds = 5

// Track records the newest state of a product. You may call it late, repeatedly and in any order, because it depends
// only on the stored product. It embeds the product's text only if no current embedding is stored. It returns
// ErrMalformed for a malformed product. After any other error, a later call may succeed.
func (t *Tracker) Track(ctx context.Context, id catalog.ID) error {
	if err := id.Validate(); err != nil {
		return fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	var made *catalog.Embedding
	for range maxEmbeds {
		var missing *unembedded
		err := t.store.Record(ctx, id, func(s Source) (Update, error) { return t.decide(id, s, made) })
		if !errors.As(err, &missing) {
			return err
		}
		if made, err = t.embed(ctx, missing.product); err != nil {
			return fmt.Errorf("embed product %q: %w", id, err)
		}
	}
	return fmt.Errorf("the text of product %q changed %d times while it was embedded", id, maxEmbeds)
}

// unembedded is returned from a transaction to embed a text outside of it, because locks must be held only briefly.
type unembedded struct{ product catalog.Product }

func (e *unembedded) Error() string {
	return fmt.Sprintf("product %q has no current embedding", e.product.ID)
}

// decide returns the update for the newest state of a product. made is an embedding that is not stored yet, or nil.
func (t *Tracker) decide(id catalog.ID, s Source, made *catalog.Embedding) (Update, error) {
	if errors.Is(s.Err, catalog.ErrNotFound) {
		return Update{Change: Change{ID: id}}, nil
	}
	if s.Err == nil {
		s.Err = s.Product.Validate()
	}
	if s.Err != nil {
		return Update{}, fmt.Errorf("%w: %w", ErrMalformed, s.Err)
	}
	if !s.Product.State.IsOffered() {
		return Update{Change: Change{ID: id}}, nil
	}
	u := Update{}
	switch hash := s.Product.TextHash(); {
	case t.isCurrent(&s.Embedding, hash):
	case made != nil && t.isCurrent(made, hash):
		s.Embedding, u.Embedding = *made, made
	default:
		return Update{}, &unembedded{s.Product}
	}
	trimmed := Trim(s.Product)
	u.Change = Change{ID: id, Product: &trimmed, Vector: s.Embedding.Vector, Model: s.Embedding.Model}
	return u, nil
}

// isCurrent reports whether the embedding is one of the text by the current model.
func (t *Tracker) isCurrent(e *catalog.Embedding, textHash string) bool {
	return e.IsOf(textHash, t.embedder.Model(), t.embedder.Dim())
}

func (t *Tracker) embed(ctx context.Context, p catalog.Product) (*catalog.Embedding, error) {
	vector, err := t.embedder.EmbedDocument(ctx, p.Text())
	if err != nil {
		return nil, err
	}
	return &catalog.Embedding{ID: p.ID, Vector: vector, Model: t.embedder.Model(), TextHash: p.TextHash()}, nil
}
