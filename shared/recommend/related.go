package recommend

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
)

const (
	relatedDecay = .8 // co-occurrence weight of a click relative to the next newer one
	relatedDepth = 10 // number of newest clicks with related products
	maxRelated   = 32 // number of related products that are candidates of a card
)

// relatedProducts holds the products related to a user's newest clicks. Every click that a card is based on has all of
// them as candidates, also those of older clicks: what a shopper wants next depends on more than three clicks.
type relatedProducts struct {
	rows    []int64           // strongest first
	weights map[int64]float64 // co-occurrence weight of each row: the sum over the clicks
	reasons map[int64]Reason  // of each row: the click or purchase that contributes most
}

// relatedTo returns the products related to the newest clicks and purchases.
func (v *View) relatedTo(h *history) (relatedProducts, error) {
	if v.Related == nil || v.Related.Weight() == 0 {
		return relatedProducts{}, nil
	}
	r := relatedProducts{weights: make(map[int64]float64), reasons: make(map[int64]Reason)}
	strongest, clicked, weight := make(map[int64]float64), make(map[int64]bool), v.Related.Weight()
	for i := range h.latest {
		x := &h.latest[i]
		row, ok := v.Cards.Row(x.ProductID)
		if !x.ShowsInterest() || !ok || clicked[row] {
			continue
		}
		products, err := v.Related.Products(row)
		if err != nil {
			return relatedProducts{}, fmt.Errorf("index %s: related products of %s: %w", v.Version, x.ProductID, err)
		}
		reason := reasonFor(v, x)
		for _, p := range products {
			w := weight * p.Weight
			r.weights[p.Row] += w
			if w > strongest[p.Row] {
				strongest[p.Row], r.reasons[p.Row] = w, reason
			}
		}
		clicked[row] = true
		if weight *= relatedDecay; len(clicked) == relatedDepth {
			break
		}
	}
	r.rows = slices.SortedFunc(maps.Keys(r.weights), func(a, b int64) int {
		return cmp.Or(cmp.Compare(r.weights[b], r.weights[a]), cmp.Compare(a, b))
	})
	r.rows = r.rows[:min(len(r.rows), maxRelated)]
	return r, nil
}
