package recommend

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/invalid"
)

// A SimilarResult holds the products nearest to a product, nearest first.
type SimilarResult struct {
	Products []catalog.Card
	Origin   Origin
}

// Similar returns the products nearest to a product, nearest first unless rules lift or lower some. It leaves out the
// product, its variants, and products that the user dismissed. Without a user ID it reads no dismissals. It returns at most
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
		assigned := assign()
		v = v.under(&assigned.Settings)
		res.Origin = Origin{Snapshot: v.Version, Ranker: Nearest, Experiments: assigned.Arms}
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
	near := newNeighbors(where(v.Index, v.recommendable(nil, excluded)), vec, excluded)
	near.group, near.fits = v.Cards.Group, v.isRecommendable
	rows, err := v.nearest(near, limit)
	if err != nil {
		return nil, fmt.Errorf("search index %s: %w", v.Version, err)
	}
	return v.cardsOf(rows)
}

// nearest returns the first rows of near, at most limit. If rules lift or lower products, it ranks more rows than that.
func (v *View) nearest(near *neighbors, limit int) ([]int64, error) {
	depth := limit
	if v.hasBoosts() {
		depth = limit + max(limit, minVectorCandidates)
	}
	near.first = depth + 1 // the product itself is usually the first hit
	var all []candidate
	for len(all) < depth {
		row, ok, err := near.next()
		if err != nil {
			return nil, err
		}
		if !ok {
			break
		}
		all = append(all, candidate{row, cosine(near.distance()) + v.boost(row)})
	}
	if v.hasBoosts() {
		slices.SortStableFunc(all, func(a, b candidate) int { return cmp.Compare(b.score, a.score) })
	}
	var rows []int64
	for _, c := range all[:min(limit, len(all))] {
		rows = append(rows, c.row)
	}
	return rows, nil
}
