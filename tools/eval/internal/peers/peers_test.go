package peers

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// habits is a log in which item 2n+1 follows item 2n, and item 0 is in half of the sequences.
func habits() Log {
	rng := rand.New(rand.NewPCG(1, 1))
	l := Log{Items: 40}
	for n := range 400 {
		first := 2 * rng.IntN(20)
		s := []int{first, first + 1}
		if n%2 == 0 {
			s = append(s, 0)
		}
		l.Shoppers = append(l.Shoppers, s)
	}
	return l
}

func top(scores []float64, history ...int) int {
	best := -1
	for item, x := range scores {
		if !slices.Contains(history, item) && (best < 0 || x > scores[best]) {
			best = item
		}
	}
	return best
}

func TestPeersFindHabits(t *testing.T) {
	l := habits()
	for name, r := range map[string]Recommender{"item-knn": NewItemKNN(l), "ease": NewEASE(l, 10), "als": NewALS(l, 10)} {
		for _, first := range []int{4, 18, 36} {
			if got := top(r.Scores([]int{first}), first); got != first+1 {
				t.Errorf("%s: best item after %d = %d, want %d", name, first, got, first+1)
			}
		}
	}
	if got := top(NewPopularity(l).Scores([]int{4}), 4); got != 0 {
		t.Errorf("most popular item = %d, want 0", got)
	}
}

// A regression over all items is EASE itself, which has a closed form.
func TestEASEEqualsClosedForm(t *testing.T) {
	l := Log{Items: 4, Shoppers: [][]int{{0, 1, 2}, {0, 1}, {1, 2, 3}, {0, 3}, {2, 3}, {0, 2}}}
	const lambda = 2.
	got := NewEASE(l, lambda)
	inverse := inverseOf(l, lambda)
	for a := range l.Items {
		for b := range l.Items {
			if want := -inverse[a][b] / inverse[b][b]; a != b && math.Abs(got.to[a][b]-want) > 1e-9 {
				t.Errorf("weight from %d to %d = %g, want %g", a, b, got.to[a][b], want)
			}
		}
	}
}

// inverseOf returns (XᵀX + lambda I)⁻¹.
func inverseOf(l Log, lambda float64) [][]float64 {
	n, shared := l.counts(), l.shared()
	inverse := make([][]float64, l.Items)
	for i := range inverse {
		gram, unit := make([]float64, l.Items*l.Items), make([]float64, l.Items)
		for a := range l.Items {
			for b := range l.Items {
				gram[a*l.Items+b] = shared[a][b]
			}
			gram[a*l.Items+a] = n[a] + lambda
		}
		unit[i] = 1
		solve(gram, unit)
		inverse[i] = unit
	}
	return inverse
}

func TestSolve(t *testing.T) {
	a, x := []float64{4, 2, 2, 3}, []float64{10, 8}
	solve(a, x) // 4·1.75 + 2·1.5 = 10 and 2·1.75 + 3·1.5 = 8
	if math.Abs(x[0]-1.75) > 1e-12 || math.Abs(x[1]-1.5) > 1e-12 {
		t.Errorf("solution = %v, want [1.75 1.5]", x)
	}
}
