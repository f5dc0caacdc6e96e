package recommend

import (
	"fmt"

	"shopfyp.dev/shared/interaction"
)

const (
	relatedDecay = .8 // co-occurrence weight of a click relative to the next newer one
	relatedDepth = 10 // number of newest clicks with related products
)

// relatedRows holds the related products of a click.
type relatedRows struct {
	rows    []int64           // strongest first
	weights map[int64]float64 // co-occurrence weight of each row that is related to any of the newest clicks
}

// relatedTo returns the related products of each of the newest clicks, by interaction ID.
func (v *View) relatedTo(h *history) (map[string]relatedRows, error) {
	if v.Related == nil || v.Related.Weight() == 0 {
		return nil, nil
	}
	byID, weights, weight := make(map[string]relatedRows), make(map[int64]float64), v.Related.Weight()
	for i := range h.latest {
		x := &h.latest[i]
		row, ok := v.Cards.Row(x.ProductID)
		if x.Type != interaction.Click || !ok {
			continue
		}
		products, err := v.Related.Products(row)
		if err != nil {
			return nil, fmt.Errorf("index %s: related products of %s: %w", v.Version, x.ProductID, err)
		}
		r := relatedRows{weights: weights}
		for _, p := range products {
			r.rows = append(r.rows, p.Row)
			weights[p.Row] += weight * p.Weight
		}
		byID[x.ID] = r
		if weight *= relatedDecay; len(byID) == relatedDepth {
			break
		}
	}
	return byID, nil
}
