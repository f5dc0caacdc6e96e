package cooccurrence

import (
	"cmp"
	"math"
	"slices"

	"shopfyp.dev/shared/related"
)

// Two products at distance d in a shopper's sequence add u·v·w/d^distanceDecay to the sum of their pair, up to distance
// reach. v and w are the values of the products for the shopper: 1, or boughtValue after a purchase, which says more than a
// look (Hu, Koren and Volinsky 2008 weigh implicit feedback alike). u is 1/sqrt(number of the shopper's products), so that long sequences, whose products have less in common,
// count less (inverse user frequency: Breese, Heckerman and Kadie 1998). The cosine of a pair is its sum, normalized by the
// popularity of its two products. Damping lowers cosines with little evidence. A regression turns the sums into weights. docs/relevance.md shows
// what each part gains.
const (
	reach         = 10
	distanceDecay = .25
	damping       = 5
	minShoppers   = 2 // pairs of fewer shoppers are omitted, so that the file reveals nothing about a single shopper
)

// boughtValue makes two purchases of a shopper count like three pairs of looks.
var boughtValue = math.Sqrt(3)

// An Item is a product of a shopper's sequence.
type Item struct {
	Row    int64
	Bought bool // otherwise the shopper opened it
}

// Opened returns the items of rows that a shopper opened.
func Opened(rows ...int64) []Item {
	items := make([]Item, len(rows))
	for i, row := range rows {
		items[i].Row = row
	}
	return items
}

// value returns the weight of the item for its shopper.
func (x Item) value() float64 {
	if x.Bought {
		return boughtValue
	}
	return 1
}

// A counter counts co-occurring rows. Its memory grows with the number of distinct pairs.
type counter struct {
	pairs      map[pair]tally
	popularity []float64 // of each row: the sum of its shoppers' weights, times the square of its value for the shopper
}

type pair struct{ low, high uint32 }

// A tally holds the sum of a pair and its number of shoppers, counted up to minShoppers.
type tally struct {
	sum      float32
	shoppers uint16
}

// newCounter returns a counter of rows 0 to rows-1.
func newCounter(rows int) *counter {
	return &counter{pairs: make(map[pair]tally), popularity: make([]float64, rows)}
}

// add counts the sequence of one shopper, oldest first. A product counts once, where it occurs last. add ignores rows
// out of range.
func (c *counter) add(sequence []Item) {
	items := c.distinct(sequence)
	shopper := 1 / math.Sqrt(float64(len(items)))
	for i, a := range items {
		c.popularity[a.Row] += shopper * a.value() * a.value()
		for d := 1; d <= reach && d <= i; d++ {
			b := items[i-d]
			c.count(pair{uint32(min(a.Row, b.Row)), uint32(max(a.Row, b.Row))}, shopper*distanceWeights[d]*a.value()*b.value())
		}
	}
}

// distanceWeights[d] is the weight of two products at distance d.
var distanceWeights = func() (weights [reach + 1]float64) {
	for d := 1; d <= reach; d++ {
		weights[d] = math.Pow(float64(d), -distanceDecay)
	}
	return weights
}()

// distinct returns the items of a sequence, each at its last place. An item counts as bought if the shopper bought it once.
func (c *counter) distinct(sequence []Item) []Item {
	items, at := make([]Item, 0, len(sequence)), make(map[int64]int, len(sequence))
	for _, x := range slices.Backward(sequence) {
		if x.Row < 0 || x.Row >= int64(len(c.popularity)) {
			continue
		}
		if i, seen := at[x.Row]; seen {
			items[i].Bought = items[i].Bought || x.Bought
			continue
		}
		at[x.Row] = len(items)
		items = append(items, x)
	}
	slices.Reverse(items)
	return items
}

func (c *counter) count(p pair, by float64) {
	t := c.pairs[p]
	t.sum += float32(by)
	t.shoppers = min(t.shoppers+1, minShoppers)
	c.pairs[p] = t
}

// related returns the related products of every row, strongest first, ties in row order.
func (c *counter) related() [][]related.Product {
	all := make([][]related.Product, len(c.popularity))
	for to, from := range c.neighbors() {
		for i, w := range c.regress(int64(to), from) {
			if w > 0 {
				all[from[i].Row] = append(all[from[i].Row], related.Product{Row: int64(to), Weight: w})
			}
		}
	}
	return strongest(all, related.MaxProducts)
}

// neighbors returns the products from which each row is predicted: those with the largest cosine.
func (c *counter) neighbors() [][]related.Product {
	all := make([][]related.Product, len(c.popularity))
	for p, t := range c.pairs {
		if t.shoppers < minShoppers {
			continue
		}
		w := float64(t.sum) / math.Sqrt((c.popularity[p.low]+damping)*(c.popularity[p.high]+damping))
		all[p.low] = append(all[p.low], related.Product{Row: int64(p.high), Weight: w})
		all[p.high] = append(all[p.high], related.Product{Row: int64(p.low), Weight: w})
	}
	return strongest(all, maxNeighbors)
}

// strongest sorts the products of each row by weight, ties in row order, and keeps at most n.
func strongest(all [][]related.Product, n int) [][]related.Product {
	for row, products := range all {
		slices.SortFunc(products, func(a, b related.Product) int {
			return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.Row, b.Row))
		})
		all[row] = slices.Clip(products[:min(len(products), n)])
	}
	return all
}
