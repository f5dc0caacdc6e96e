package cooccurrence

import (
	"cmp"
	"math"
	"slices"

	"shopfyp.dev/shared/related"
)

// Each occurrence of two products at distance d in a shopper's sequence adds 1/d to the sum of their pair, up to
// distance reach. The weight of a pair is its sum, normalized by the sums of its two products. Damping lowers weights
// with little evidence.
const (
	reach       = 10
	damping     = 5
	minShoppers = 2 // pairs of fewer shoppers are omitted, so that the file reveals nothing about a single shopper
)

// A counter counts co-occurring rows. Its memory grows with the number of distinct pairs.
type counter struct {
	pairs    map[pair]tally
	totals   []float64 // sum over all pairs of each row
	shoppers uint32
}

type pair struct{ low, high uint32 }

// A tally holds the sum of a pair and its number of shoppers, counted up to minShoppers.
type tally struct {
	sum      float32
	shoppers uint16
	last     uint32 // the last shopper counted, so that each counts once
}

// newCounter returns a counter of rows 0 to rows-1.
func newCounter(rows int) *counter {
	return &counter{pairs: make(map[pair]tally), totals: make([]float64, rows)}
}

// add counts the sequence of one shopper, oldest first. It ignores rows out of range.
func (c *counter) add(sequence []int64) {
	c.shoppers++
	for i, a := range sequence {
		for d := 1; d <= reach && d <= i; d++ {
			if b := sequence[i-d]; a != b && c.has(a) && c.has(b) {
				c.count(pair{uint32(min(a, b)), uint32(max(a, b))}, 1/float64(d))
			}
		}
	}
}

func (c *counter) has(row int64) bool { return row >= 0 && row < int64(len(c.totals)) }

func (c *counter) count(p pair, by float64) {
	t := c.pairs[p]
	t.sum += float32(by)
	if t.last != c.shoppers && t.shoppers < minShoppers {
		t.shoppers++
	}
	t.last = c.shoppers
	c.pairs[p] = t
	c.totals[p.low] += by
	c.totals[p.high] += by
}

// related returns the related products of every row, strongest first, ties in row order.
func (c *counter) related() [][]related.Product {
	all := make([][]related.Product, len(c.totals))
	for p, t := range c.pairs {
		if t.shoppers < minShoppers {
			continue
		}
		w := float64(t.sum) / math.Sqrt((c.totals[p.low]+damping)*(c.totals[p.high]+damping))
		all[p.low] = append(all[p.low], related.Product{Row: int64(p.high), Weight: w})
		all[p.high] = append(all[p.high], related.Product{Row: int64(p.low), Weight: w})
	}
	for row, products := range all {
		slices.SortFunc(products, func(a, b related.Product) int {
			return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.Row, b.Row))
		})
		all[row] = slices.Clip(products[:min(len(products), related.MaxProducts)])
	}
	return all
}
