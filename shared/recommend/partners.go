package recommend

import (
	"fmt"

	"shopfyp.dev/shared/interaction"
)

// Evidence of being taken together fades from click to click, and is that of the newest ones only.
const (
	togetherDecay = .8
	togetherDepth = 10 // clicks
)

// partners are the rows that an interest's product is taken with, strongest first, and what being taken together
// with any of the newest clicks weighs of each row.
type partners struct {
	rows    []int64
	weights map[int64]float64
}

// togetherWith returns the partners of each of the newest clicks, by the interaction's ID.
func (v *View) togetherWith(h *history) (map[string]partners, error) {
	if v.Together == nil || v.Together.Blend() == 0 {
		return nil, nil
	}
	of, weights, weight := make(map[string]partners), make(map[int64]float64), v.Together.Blend()
	for i := range h.latest {
		x := &h.latest[i]
		row, ok := v.Cards.Row(x.ProductID)
		if x.Type != interaction.Click || !ok {
			continue
		}
		found, err := v.Together.Partners(row)
		if err != nil {
			return nil, fmt.Errorf("index %s: partners of product %s: %w", v.Version, x.ProductID, err)
		}
		p := partners{weights: weights}
		for _, f := range found {
			p.rows = append(p.rows, f.Row)
			weights[f.Row] += weight * f.Weight
		}
		of[x.ID] = p
		if weight *= togetherDecay; len(of) == togetherDepth {
			break
		}
	}
	return of, nil
}
