package cooccurrence_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"shopfyp.dev/index-builder/cooccurrence"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/recommend/recommendtest"
	"shopfyp.dev/shared/vector"
	"shopfyp.dev/shared/vector/vectortest"
)

func id(row int64) catalog.ID { return catalog.ID(fmt.Sprint("p", row)) }

const rows = 400

func shop(t *testing.T) recommend.View {
	t.Helper()
	index, err := vector.NewFlat(16, vectortest.Clustered(1, rows, 16, 20))
	if err != nil {
		t.Fatal(err)
	}
	products := make(recommendtest.Cards, rows)
	for row := range products {
		products[row] = catalog.Product{ID: id(int64(row)), Title: "a product"}
	}
	return recommend.View{Version: "v1", Index: index, Cards: products}
}

// shoppers returns n sequences of two products. With habit, the first product determines the second. Otherwise the
// second is random.
func shoppers(n int, habit bool) (all [][]cooccurrence.Item) {
	rng := rand.New(rand.NewPCG(1, 1))
	for range n {
		first := 2 * rng.Int64N(rows/2)
		next := first + 1
		if !habit {
			next = rng.Int64N(rows)
		}
		all = append(all, cooccurrence.Opened(first, next))
	}
	return all
}

func TestLearnFindsHabits(t *testing.T) {
	view := shop(t)
	l, err := cooccurrence.Learn(t.Context(), view, shoppers(2_000, true))
	if err != nil {
		t.Fatal(err)
	}
	if view.Related != nil {
		t.Error("the caller's view was changed")
	}
	if len(l.Trials) != len(cooccurrence.Weights) || l.Trials[0].Weight != 0 || l.Trials[0].Held < 500 {
		t.Fatalf("trials = %+v, want one per weight, the first with weight 0 and at least 500 held-out shoppers", l.Trials)
	}
	best := slices.MaxFunc(l.Trials, func(a, b cooccurrence.Trial) int { return a.Hits - b.Hits })
	if l.BestWeight == 0 || best.Hits <= 2*l.Trials[0].Hits {
		t.Errorf("weight %g from %+v, want a weight with more than twice the hits of weight 0", l.BestWeight, l.Trials)
	}
	products, err := l.Products(8)
	if err != nil || len(products) != 1 || products[0].Row != 9 {
		t.Errorf("Products(8) = %v, %v, want row 9 only", products, err)
	}
}

func TestLearnReturnsWeightZeroForWeakData(t *testing.T) {
	for name, all := range map[string][][]cooccurrence.Item{
		"no habit": shoppers(1_000, false), "five shoppers": shoppers(5, true), "one product each": {cooccurrence.Opened(1), cooccurrence.Opened(2), cooccurrence.Opened(3)}, "nobody": nil,
	} {
		l, err := cooccurrence.Learn(t.Context(), shop(t), all)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if l.BestWeight != 0 || len(l.Rows) != rows {
			t.Errorf("%s: weight %g, %d rows from %+v, want weight 0", name, l.BestWeight, len(l.Rows), l.Trials)
		}
	}
}
