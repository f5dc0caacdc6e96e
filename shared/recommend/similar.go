package recommend

import (
	"context"
	"fmt"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/invalid"
)

// A SimilarResult holds the products nearest to a product, nearest first.
type SimilarResult struct {
	Products []catalog.Card
	Origin   Origin
}

// Similar returns the products nearest to a product, nearest first, without the product and its variants, and without
// products that the user dismissed. Without a user ID it reads no dismissals. It returns at most
// limit products. It returns an *invalid.FieldError for an invalid ID, catalog.ErrNotFound for a product that
// is not in the index, and invalid.ErrLimit for an invalid limit.
func (s *Service) Similar(ctx context.Context, userID string, id catalog.ID, limit int) (res SimilarResult, err error) {
	if err := id.Validate(); err != nil {
		return res, &invalid.FieldError{Field: "productId", Problem: err.Error()}
	}
	if err := invalid.CheckLimit(limit, MaxSimilarLimit); err != nil {
		return res, err
	}
	assign := s.startAssign(ctx, userID) // beside the dismissals
	dismissed := s.readDismissed(ctx, userID)()
	err = s.use(ctx, func(v *View) error {
		res.Origin = Origin{Snapshot: v.Version, Ranker: Nearest, Experiments: assign().Arms}
		res.Products, err = v.similar(id, limit, v.groupsOf(dismissed))
		return err
	})
	return res, err
}

// similar returns the products nearest to a product, without the excluded groups, to which it adds the product's own.
func (v *View) similar(id catalog.ID, limit int, excluded map[int64]bool) ([]catalog.Card, error) {
	row, ok := v.Cards.Row(id)
	if !ok {
		return nil, fmt.Errorf("product %q in index %s: %w", id, v.Version, catalog.ErrNotFound)
	}
	vec, err := v.Index.Vector(row)
	if err != nil {
		return nil, fmt.Errorf("index %s: vector of product %s: %w", v.Version, id, err)
	}
	excluded[v.Cards.Group(row)] = true
	near := newNeighbors(v.Index, vec, excluded)
	near.group, near.fits, near.first = v.Cards.Group, v.isRecommendable, limit+1 // the product itself is usually the first hit
	var rows []int64
	for len(rows) < limit {
		row, ok, err := near.next()
		if err != nil {
			return nil, fmt.Errorf("search index %s: %w", v.Version, err)
		}
		if !ok {
			break
		}
		rows = append(rows, row)
	}
	return v.cardsOf(rows)
}
