package cooccurrence_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"shopfyp.dev/index-builder/cooccurrence"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/vector"
	"shopfyp.dev/shared/vector/vectortest"
)

// cards implements recommend.Cards: row 7 is product p7.
type cards int

func (c cards) Card(row int64) (catalog.Card, error) { return catalog.Card{ID: id(row)}, nil }
func (c cards) ID(row int64) (catalog.ID, error)     { return id(row), nil }
func (c cards) Popular() []int64                     { return nil }
func (c cards) Row(id catalog.ID) (row int64, ok bool) {
	_, err := fmt.Sscanf(string(id), "p%d", &row)
	return row, err == nil && row < int64(c)
}

func id(row int64) catalog.ID { return catalog.ID(fmt.Sprint("p", row)) }

const rows = 400

func shop(t *testing.T) recommend.View {
	t.Helper()
	index, err := vector.NewFlat(16, vectortest.Clustered(1, rows, 16, 20))
	if err != nil {
		t.Fatal(err)
	}
	return recommend.View{Version: "v1", Index: index, Cards: cards(rows)}
}

// shoppers take a product, by habit then the one that goes with it, else any.
func shoppers(n int, habit bool) (all [][]int64) {
	rng := rand.New(rand.NewPCG(1, 1))
	for range n {
		first := 2 * rng.Int64N(rows/2)
		next := first + 1
		if !habit {
			next = rng.Int64N(rows)
		}
		all = append(all, []int64{first, next})
	}
	return all
}

func TestHabitsAreLearned(t *testing.T) {
	view := shop(t)
	l, err := cooccurrence.Learn(t.Context(), view, shoppers(2_000, true))
	if err != nil {
		t.Fatal(err)
	}
	if view.Related != nil {
		t.Error("the caller's view was changed")
	}
	if len(l.Trials) != len(cooccurrence.Weights) || l.Trials[0].Weight != 0 || l.Trials[0].Held < 500 {
		t.Fatalf("trials %+v", l.Trials)
	}
	best := slices.MaxFunc(l.Trials, func(a, b cooccurrence.Trial) int { return a.Hits - b.Hits })
	if l.BestWeight == 0 || best.Hits <= 2*l.Trials[0].Hits {
		t.Errorf("weight %g by %+v, want one by which far more find what they took", l.BestWeight, l.Trials)
	}
	partners, err := l.Products(8)
	if err != nil || len(partners) != 1 || partners[0].Row != 9 {
		t.Errorf("partners of 8 are %v, %v, want 9", partners, err)
	}
}

func TestChanceAndLittleDataWeighNothing(t *testing.T) {
	for name, all := range map[string][][]int64{
		"no habit": shoppers(1_000, false), "five shoppers": shoppers(5, true), "single products": {{1}, {2}, {3}}, "nobody": nil,
	} {
		l, err := cooccurrence.Learn(t.Context(), shop(t), all)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if l.BestWeight != 0 || len(l.Rows) != rows {
			t.Errorf("%s: weight %g of %d rows by %+v, want 0", name, l.BestWeight, len(l.Rows), l.Trials)
		}
	}
}
