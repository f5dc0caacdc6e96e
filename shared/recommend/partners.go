package recommend

import (
	"fmt"
	"math"

	"shopfyp.dev/shared/interaction"
)

// A product that shoppers take together with the interest's has the relevance of one that is so near that
// exp(nearness (cos - 1)) is the same as that of its own cosine with blend × weight more: what is not taken
// together with it keeps its cosine.
const nearness = 20

// blended returns the cosine raised by what being taken together weighs.
func blended(cosine, together float64) float64 {
	if together == 0 {
		return cosine
	}
	return 1 + math.Log(math.Exp(nearness*(cosine-1))+together)/nearness
}

// partners are the rows that an interest's product is taken with, strongest first, and what that weighs of each.
type partners struct {
	rows    []int64
	weights map[int64]float64
}

// partnersOf returns the partners of a product that was clicked; others have none.
func (v *View) partnersOf(x *interaction.Interaction) (p partners, err error) {
	row, ok := v.Cards.Row(x.ProductID)
	if x.Type != interaction.Click || !ok || v.Together == nil || v.Together.Blend() == 0 {
		return p, nil
	}
	found, err := v.Together.Partners(row)
	if err != nil {
		return p, fmt.Errorf("index %s: partners of product %s: %w", v.Version, x.ProductID, err)
	}
	p.weights = make(map[int64]float64, len(found))
	for _, f := range found {
		p.rows = append(p.rows, f.Row)
		p.weights[f.Row] = v.Together.Blend() * f.Weight
	}
	return p, nil
}
