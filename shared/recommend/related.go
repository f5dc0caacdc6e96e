package recommend

import (
	"fmt"

	"shopfyp.dev/shared/interaction"
)

// Evidence of being taken together fades from click to click, and is that of the newest ones only.
const (
	relatedDecay = .8
	relatedDepth = 10 // clicks
)

// partners are the rows that an interest's product is taken with, strongest first, and what being taken together
// with any of the newest clicks weighs of each row.
type relatedRows struct {
	rows    []int64
	weights map[int64]float64
}

// relatedOf returns the partners of each of the newest clicks, by the interaction's ID.
func (v *View) relatedOf(h *history) (map[string]relatedRows, error) {
	if v.Related == nil || v.Related.Weight() == 0 {
		return nil, nil
	}
	of, weights, weight := make(map[string]relatedRows), make(map[int64]float64), v.Related.Weight()
	for i := range h.latest {
		x := &h.latest[i]
		row, ok := v.Cards.Row(x.ProductID)
		if x.Type != interaction.Click || !ok {
			continue
		}
		found, err := v.Related.Products(row)
		if err != nil {
			return nil, fmt.Errorf("index %s: partners of product %s: %w", v.Version, x.ProductID, err)
		}
		p := relatedRows{weights: weights}
		for _, f := range found {
			p.rows = append(p.rows, f.Row)
			weights[f.Row] += weight * f.Weight
		}
		of[x.ID] = p
		if weight *= relatedDecay; len(of) == relatedDepth {
			break
		}
	}
	return of, nil
}
