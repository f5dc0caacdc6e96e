// Package offpolicy estimates the click-through that another ranker of cards would have, from the logged impressions and clicks
// of cards in a partly random order.
//
// The estimators weight an impression by the inverse of its propensity if the other ranker shows the same product at the same
// position, and by 0 otherwise (Horvitz and Thompson 1952; for rankings, the item-position model of Li et al., "Offline
// Evaluation of Ranking Policies with Click Models", KDD 2018). They assume that a click depends on the product and its
// position, not on the other products of the card.
package offpolicy

import (
	"math"
	"slices"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/experiment/stats"
	"shopfyp.dev/shared/recommend"
)

// A Card is an explored card with what shoppers saw and did.
type Card struct {
	recommend.ExploredCard
	Seen    []int // positions with an impression
	Clicked []int // positions with a click
}

// An Estimate is an estimated click-through, clicks per impression.
type Estimate struct {
	Value         float64
	StandardError float64 // with cards as independent observations
}

// Interval returns the 95 % confidence interval of e.
func (e Estimate) Interval() (low, high float64) {
	const z = 1.959964
	return e.Value - z*e.StandardError, e.Value + z*e.StandardError
}

// A Result compares a ranker with the cards that were shown.
type Result struct {
	Impressions    int
	Shown          Estimate // of the cards that were shown, without weights
	IPS            Estimate // inverse propensity: unbiased, but for the clipping
	SelfNormalized Estimate // divided by the sum of weights: a little bias, less variance
	// Support is the share of impressions at whose position the other ranker has a product that could have been shown. The
	// estimates say nothing about the others.
	Support float64
	// Effective is the number of impressions that tell as much as the weighted ones: (sum of weights)²/sum of squares.
	Effective float64
}

// Evaluate estimates the click-through of the shadow with a name. It ignores cards without this shadow. A weight above clip
// counts as clip, which lowers variance and biases IPS toward 0.
func Evaluate(cards []Card, shadow string, clip float64) Result {
	var shown, ips, normalized stats.Sample
	var r Result
	supported, sum, squares := 0, 0.0, 0.0
	for i := range cards {
		c := &cards[i]
		other, ok := c.Shadows[shadow]
		if !ok {
			continue
		}
		var plain, weighted stats.Bucket
		for _, position := range c.Seen {
			if position >= len(c.Shown) || position >= len(other) {
				continue
			}
			r.Impressions++
			if slices.Contains(c.Window, other[position]) {
				supported++
			}
			w := min(c.weight(other[position], position), clip)
			sum += w
			squares += w * w
			plain.Units++
			weighted.Units += w
			if slices.Contains(c.Clicked, position) {
				plain.Total++
				weighted.Total += w
			}
		}
		shown = append(shown, plain)
		ips = append(ips, stats.Bucket{Units: plain.Units, Total: weighted.Total})
		normalized = append(normalized, weighted)
	}
	r.Shown, r.IPS, r.SelfNormalized = estimateOf(shown), estimateOf(ips), estimateOf(normalized)
	if r.Impressions > 0 {
		r.Support = float64(supported) / float64(r.Impressions)
	}
	if squares > 0 {
		r.Effective = sum * sum / squares
	}
	return r
}

// weight returns the inverse propensity of what the card shows at a position if it is the product, and 0 otherwise.
func (c *Card) weight(product catalog.ID, position int) float64 {
	index := c.Shown[position]
	if index < 0 || index >= len(c.Window) || c.Window[index] != product {
		return 0
	}
	return 1 / c.Propensity(index, position)
}

func estimateOf(s stats.Sample) Estimate {
	e := Estimate{s.Ratio(), s.StandardError()}
	if math.IsNaN(e.StandardError) {
		e.StandardError = math.Inf(1)
	}
	return e
}
