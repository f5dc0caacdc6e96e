package overlay

import (
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/related"
)

// relations are the related products of a snapshot, with the current rows. A new product has none.
type relations struct {
	snapshot recommend.Related
	*state
}

var _ recommend.Related = relations{}

// Products implements recommend.Related.
func (r relations) Products(row int64) ([]related.Product, error) {
	if r.at(row) != nil {
		old, ok := r.origin[row]
		if !ok {
			return nil, nil
		}
		row = old
	}
	all, err := r.snapshot.Products(row)
	if err != nil {
		return nil, err
	}
	current := make([]related.Product, 0, len(all))
	for _, p := range all {
		if m, ok := r.moved[p.Row]; ok {
			p.Row = m.row
		}
		if p.Row != gone {
			current = append(current, p)
		}
	}
	return current, nil
}

// Weight implements recommend.Related.
func (r relations) Weight() float64 { return r.snapshot.Weight() }
