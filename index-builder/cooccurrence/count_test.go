package cooccurrence

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"shopfyp.dev/shared/related"
)

var nearly = cmp.Options{cmpopts.EquateApprox(0, 1e-6), cmpopts.EquateEmpty()}

func TestNeighborsFollowTheFormula(t *testing.T) {
	c := newCounter(4)
	c.add(Opened(0, 1, 2))
	c.add(Opened(2, 1, 0))
	c.add(Opened(3, 0, 99, -1, 0))               // only one shopper clicked both 3 and 0
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
	if diff := cmp.Diff(want, c.neighbors(), nearly); diff != "" {
		t.Errorf("neighbors (-want +got):\n%s", diff)
	}
}

// The weights minimize the squared error with a penalty: a positive weight has a gradient of 0, and a weight of 0 would
// have to become negative to lower the error.
func TestWeightsAreARidgeRegression(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	c := newCounter(12)
	for range 200 {
		first := rng.Int64N(8)
		c.add(Opened(first, first+1+rng.Int64N(2), first+3))
	}
	positive := 0
	for to, from := range c.neighbors() {
		weights := c.regress(int64(to), from)
		for i, a := range from {
			gradient := c.sum(a.Row, int64(to)) - (c.popularity[a.Row]+damping)*weights[i]
			for j, b := range from {
				if j != i {
					gradient -= c.sum(a.Row, b.Row) * weights[j]
				}
			}
			if w := weights[i]; w < 0 || w > 1 || w > 0 && math.Abs(gradient) > 1e-3 || w == 0 && gradient > 1e-3 {
				t.Errorf("weight from %d to %d = %g with gradient %g, want an optimum in [0, 1]", a.Row, to, w, gradient)
			}
			if weights[i] > 0 {
				positive++
			}
		}
	}
	if positive < 12 {
		t.Errorf("%d positive weights, want one for each row at least", positive)
	}
}

// A product that follows from another does not follow from a third that merely occurs with the other.
func TestWeightsExplainAway(t *testing.T) {
	c := newCounter(3)
	for i := range 300 {
		s := []int64{0, 2} // 2 follows from 0
		if i%3 == 0 {
			s = []int64{1, 0, 2}
		}
		c.add(Opened(s...))
	}
	from := c.neighbors()[2]
	weights := c.regress(2, from)
	cosine := from[1].Weight / from[0].Weight
	if from[0].Row != 0 || weights[1]/weights[0] > cosine/2 {
		t.Errorf("weights %v from %v, want much less from row 1 than its cosine", weights, from)
	}
}

func TestCounterOmitsPairsOfOneShopper(t *testing.T) {
	c := newCounter(2)
	c.add(Opened(0, 1, 0, 1, 0, 1))
	if p := c.related(); len(p[0])+len(p[1]) != 0 {
		t.Errorf("related products = %v, want none for a pair of one shopper", p)
	}
	c.add(Opened(1, 0))
	if p := c.related(); len(p[0]) != 1 || len(p[1]) != 1 {
		t.Errorf("related products = %v, want the pair of two shoppers", p)
	}
}

func TestCounterOmitsDistantPairs(t *testing.T) {
	c := newCounter(12)
	for range 2 {
		c.add(Opened(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11))
	}
	for _, p := range c.related()[0] {
		if p.Row == 11 {
			t.Error("products 11 steps apart are related, want at most 10")
		}
	}
}

// What shoppers buy with a product counts more than what as many shoppers look at with it.
func TestPurchasesCountMore(t *testing.T) {
	c := newCounter(3)
	for range 50 {
		c.add([]Item{{0, true}, {1, true}, {1, false}}) // bought, and looked at again
		c.add(Opened(0, 2))
	}
	p := c.related()[0]
	if len(p) != 2 || p[0].Row != 1 || p[0].Weight < 1.2*p[1].Weight {
		t.Errorf("related to 0 = %v, want 1, which was bought with it, well before 2", p)
	}
}

// BenchmarkRelated learns from as many clicks as a build reads, some products much more popular than others.
func BenchmarkRelated(b *testing.B) {
	const clicks, history, products = 200_000, 8, 100_000
	rng := rand.New(rand.NewPCG(1, 1))
	c := newCounter(products)
	for range clicks / history {
		sequence := make([]int64, history)
		for i := range sequence {
			sequence[i] = int64(math.Pow(products, rng.Float64())) - 1
		}
		c.add(Opened(sequence...))
	}
	b.Run("cosines", func(b *testing.B) {
		for b.Loop() {
			c.neighbors()
		}
	})
	b.Run("regression", func(b *testing.B) {
		for b.Loop() {
			c.related()
		}
	})
}
