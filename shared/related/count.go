package related

import (
	"cmp"
	"math"
	"slices"
)

// How pairs are counted: two products at distance d in a shopper's sequence count 1/d, as far as reach.
// What a pair gets is divided by what its products get with all others, damped so that little evidence weighs little.
const (
	reach       = 10
	damping     = 5
	MaxProducts = 20 // of a product: the strongest are kept
	MinShoppers = 2  // who took both products of a pair, else it is left out
)

// A Product is a product that another one is taken with.
type Product struct {
	Row    int64
	Weight float64 // from 0, exclusive, to 1
}

// A Counter counts which rows are taken together. Its memory grows with the number of different pairs.
type Counter struct {
	pairs    map[pair]tally
	totals   []float64 // of each row: what all its pairs got
	shoppers uint32
}

type pair struct{ low, high uint32 }

// A tally is what a pair got, and from how many shoppers, as far as that matters.
type tally struct {
	sum      float32
	shoppers uint16
	last     uint32 // shopper, who counts once
}

// NewCounter returns a Counter of rows 0 to rows-1.
func NewCounter(rows int) *Counter {
	return &Counter{pairs: make(map[pair]tally), totals: make([]float64, rows)}
}

// Add counts all that one shopper took, oldest first. Rows that are none are passed over.
func (c *Counter) Add(taken []int64) {
	c.shoppers++
	for i, a := range taken {
		for d := 1; d <= reach && d <= i; d++ {
			if b := taken[i-d]; a != b && c.has(a) && c.has(b) {
				c.count(pair{uint32(min(a, b)), uint32(max(a, b))}, 1/float64(d))
			}
		}
	}
}

func (c *Counter) has(row int64) bool { return row >= 0 && row < int64(len(c.totals)) }

func (c *Counter) count(p pair, by float64) {
	t := c.pairs[p]
	t.sum += float32(by)
	if t.last != c.shoppers && t.shoppers < MinShoppers {
		t.shoppers++
	}
	t.last = c.shoppers
	c.pairs[p] = t
	c.totals[p.low] += by
	c.totals[p.high] += by
}

// Partners returns the strongest partners of every row, strongest first, of equal ones the first row first.
func (c *Counter) Products() [][]Product {
	all := make([][]Product, len(c.totals))
	for p, t := range c.pairs {
		if t.shoppers < MinShoppers {
			continue
		}
		w := float64(t.sum) / math.Sqrt((c.totals[p.low]+damping)*(c.totals[p.high]+damping))
		all[p.low] = append(all[p.low], Product{int64(p.high), w})
		all[p.high] = append(all[p.high], Product{int64(p.low), w})
	}
	for row, partners := range all {
		slices.SortFunc(partners, func(a, b Product) int {
			return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.Row, b.Row))
		})
		all[row] = slices.Clip(partners[:min(len(partners), MaxProducts)])
	}
	return all
}
