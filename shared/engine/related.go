package engine

import (
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/related"
)

// relations are the related products of the companion, with the rows of the session.
type relations struct {
	companion recommend.Related
	cards
}

var _ recommend.Related = relations{}

// Products implements recommend.Related. A product that the companion does not have has none.
func (r relations) Products(row int64) ([]related.Product, error) {
	id, err := r.ID(row)
	if err != nil {
		return nil, err
	}
	of := r.session.companion.Cards
	row, ok := of.Row(id)
	if !ok {
		return nil, nil
	}
	all, err := r.companion.Products(row)
	if err != nil {
		return nil, err
	}
	ids, weights := make([]catalog.ID, 0, len(all)), make([]float64, 0, len(all))
	for _, p := range all {
		if id, err := of.ID(p.Row); err == nil {
			ids, weights = append(ids, id), append(weights, p.Weight)
		}
	}
	found := make([]related.Product, len(ids))
	for i, row := range r.expect(ids...) {
		found[i] = related.Product{Row: row, Weight: weights[i]}
	}
	return found, nil
}

// Weight implements recommend.Related.
func (r relations) Weight() float64 { return r.companion.Weight() }
