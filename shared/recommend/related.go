package recommend

import (
	"cmp"
	"fmt"
	"slices"

	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/related"
)

const (
	relatedDecay = .8 // co-occurrence weight of a click relative to the next newer one
	relatedDepth = 10 // number of newest clicks with related products
	maxRelated   = 32 // number of related products that are candidates of a card
)

// relatedProducts holds the products related to a user's newest clicks. Every click that a card is based on has all of
// them as candidates, also those of older clicks: what a shopper wants next depends on more than three clicks.
type relatedProducts struct {
	rows    []int64 // strongest first
	of      map[int64]relation
	reasons func(click *interaction.Interaction) Reason
}

// A relation is that of a product to the newest clicks.
type relation struct {
	weight    float64                  // co-occurrence weight: the sum over the clicks
	strongest float64                  // largest part of weight
	click     *interaction.Interaction // the click that contributes it
}

// reason returns the reason of a row. ok is false for a row that is not related. It decodes the card of the click, so it
// is for the products of a card and not for all candidates.
func (r *relatedProducts) reason(row int64) (reason Reason, ok bool) {
	x, ok := r.of[row]
	if !ok {
		return Reason{}, false
	}
	return r.reasons(x.click), true
}

// relatedTo returns the products related to the newest clicks and purchases.
func (v *View) relatedTo(h *history, set *Settings) (relatedProducts, error) {
	if v.Related == nil {
		return relatedProducts{}, nil
	}
	weight := valueOr(set.CoOccurrence, v.Related.Weight())
	if weight == 0 {
		return relatedProducts{}, nil
	}
	of, clicked := make(map[int64]relation, relatedDepth*related.MaxProducts), make([]int64, 0, relatedDepth)
	for i := range h.latest {
		x := &h.latest[i]
		row, ok := v.Cards.Row(x.ProductID)
		if !x.ShowsInterest() || !ok || slices.Contains(clicked, row) {
			continue
		}
		products, err := v.Related.Products(row)
		if err != nil {
			return relatedProducts{}, fmt.Errorf("index %s: related products of %s: %w", v.Version, x.ProductID, err)
		}
		for _, p := range products {
			r, w := of[p.Row], weight*p.Weight
			if r.weight += w; r.click == nil || w > r.strongest {
				r.strongest, r.click = w, x
			}
			of[p.Row] = r
		}
		clicked = append(clicked, row)
		if weight *= relatedDecay; len(clicked) == relatedDepth {
			break
		}
	}
	return relatedProducts{strongestRows(of), of, func(click *interaction.Interaction) Reason { return reasonFor(v, click) }}, nil
}

// strongestRows returns the maxRelated rows with the largest weights, ties in row order.
func strongestRows(of map[int64]relation) []int64 {
	type weighted struct {
		row    int64
		weight float64
	}
	all := make([]weighted, 0, len(of))
	for row, r := range of {
		all = append(all, weighted{row, r.weight})
	}
	slices.SortFunc(all, func(a, b weighted) int { return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.row, b.row)) })
	rows := make([]int64, min(len(all), maxRelated))
	for i := range rows {
		rows[i] = all[i].row
	}
	return rows
}
