package cooccurrence

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"shopfyp.dev/shared/related"
)

var nearly = cmp.Options{cmpopts.EquateApprox(0, 1e-6), cmpopts.EquateEmpty()}

func TestCounterFollowsTheFormula(t *testing.T) {
	c := newCounter(4)
	c.add([]int64{0, 1, 2})
	c.add([]int64{2, 1, 0})
	c.add([]int64{3, 0, 99, -1, 0})              // only one shopper clicked both 3 and 0
	three, two := 1/math.Sqrt(3), 1/math.Sqrt(2) // weights of shoppers with three products and with two
	n0, n1, n2 := 2*three+two, 2*three, 2*three
	near, far := 2*three, 2*three/math.Pow(2, .25)
	weight := func(sum, a, b float64) float64 { return sum / math.Sqrt((a+5)*(b+5)) }
	want := [][]related.Product{
		{{Row: 1, Weight: weight(near, n0, n1)}, {Row: 2, Weight: weight(far, n0, n2)}},
		{{Row: 2, Weight: weight(near, n1, n2)}, {Row: 0, Weight: weight(near, n0, n1)}},
		{{Row: 1, Weight: weight(near, n1, n2)}, {Row: 0, Weight: weight(far, n0, n2)}},
		nil,
	}
	if diff := cmp.Diff(want, c.related(), nearly); diff != "" {
		t.Errorf("related products (-want +got):\n%s", diff)
	}
}

func TestCounterOmitsPairsOfOneShopper(t *testing.T) {
	c := newCounter(2)
	c.add([]int64{0, 1, 0, 1, 0, 1})
	if p := c.related(); len(p[0])+len(p[1]) != 0 {
		t.Errorf("related products = %v, want none for a pair of one shopper", p)
	}
	c.add([]int64{1, 0})
	if p := c.related(); len(p[0]) != 1 || len(p[1]) != 1 {
		t.Errorf("related products = %v, want the pair of two shoppers", p)
	}
}

func TestCounterOmitsDistantPairs(t *testing.T) {
	c := newCounter(12)
	for range 2 {
		c.add([]int64{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
	}
	for _, p := range c.related()[0] {
		if p.Row == 11 {
			t.Error("products 11 steps apart are related, want at most 10")
		}
	}
}
