package recommend

import (
	"context"
	"fmt"
	"slices"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/invalid"
	"shopfyp.dev/shared/vector"
)

// Similar returns the products nearest to a product, nearest first, without the product itself. It returns at most
// limit products. It returns an *invalid.FieldError for an invalid ID, catalog.ErrNotFound for a product that
// is not in the index, and invalid.ErrLimit for an invalid limit.
func (s *Service) Similar(ctx context.Context, id catalog.ID, limit int) (cards []catalog.Card, err error) {
	if err := id.Validate(); err != nil {
		return nil, &invalid.FieldError{Field: "productId", Problem: err.Error()}
	}
	if err := invalid.CheckLimit(limit, MaxSimilarLimit); err != nil {
		return nil, err
	}
	err = s.views.Use(ctx, func(v *View) error {
		cards, err = v.similar(id, limit)
		return err
	})
	return cards, err
}

func (v *View) similar(id catalog.ID, limit int) ([]catalog.Card, error) {
	row, ok := v.Cards.Row(id)
	if !ok {
		return nil, fmt.Errorf("product %q in index %s: %w", id, v.Version, catalog.ErrNotFound)
	}
	vec, err := v.Index.Vector(row)
	if err != nil {
		return nil, fmt.Errorf("index %s: vector of product %s: %w", v.Version, id, err)
	}
	hits, err := v.Index.Search(vec, limit+1) // the product itself is usually the first hit
	if err != nil {
		return nil, fmt.Errorf("search index %s: %w", v.Version, err)
	}
	hits = slices.DeleteFunc(hits, func(h vector.Hit) bool { return h.Row == row })
	return v.cards(hits[:min(limit, len(hits))])
}

// cards returns the cards of the hits, in order.
func (v *View) cards(hits []vector.Hit) (cards []catalog.Card, err error) {
	cards = make([]catalog.Card, len(hits))
	for i, h := range hits {
		if cards[i], err = v.Cards.Card(h.Row); err != nil {
			return nil, fmt.Errorf("index %s: %w", v.Version, err)
		}
	}
	return cards, nil
}
