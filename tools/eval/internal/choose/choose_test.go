package choose

import (
	"math"
	"math/rand/v2"
	"testing"
)

// trial has figures around a mean in two sets, one ten times as large as the other; noise is the same in all trials but for luck.
func trial(mean, luck float64) Trial {
	rng, own := rand.New(rand.NewPCG(1, 1)), rand.New(rand.NewPCG(2, math.Float64bits(mean)))
	var t Trial
	for _, n := range []int{20, 200} {
		var set []float64
		for range n {
			set = append(set, mean+.2*rng.NormFloat64()+luck*own.NormFloat64())
		}
		t = append(t, set)
	}
	return t
}

func TestBest(t *testing.T) {
	for _, c := range []struct {
		name   string
		trials []Trial
		want   int
	}{
		{"one", []Trial{trial(.5, 0)}, 0},
		{"the same", []Trial{trial(.5, 0), trial(.5, 0)}, 0},
		{"clearly better", []Trial{trial(.5, .05), trial(.6, .05), trial(.55, .05)}, 1},
		{"better by chance alone", []Trial{trial(.5, .05), trial(.6, .05), trial(.601, .05)}, 1},
		{"the first is the best", []Trial{trial(.6, .05), trial(.5, .05)}, 0},
	} {
		if got := Best(c.trials); got != c.want {
			t.Errorf("%s: Best = %d, want %d", c.name, got, c.want)
		}
	}
}

func TestSetsCountAlike(t *testing.T) {
	small := Trial{{.9, .9, .9}, make([]float64, 100)}
	large := Trial{{0, 0, 0}, make([]float64, 100)}
	for i := range large[1] {
		large[1][i] = .5
	}
	if got := Best([]Trial{large, small}); got != 1 {
		t.Errorf("Best = %d, want the one that gains more in the small set than it loses in the large one", got)
	}
}

func TestHeldOut(t *testing.T) {
	trials := []Trial{trial(.5, .05), trial(.6, .05)}
	trials[0][0][7] = 99 // a query that would decide, if it had a say about itself
	for set, queries := range HeldOut(trials) {
		for q, share := range queries {
			if sum := share[0] + share[1]; math.Abs(sum-1) > 1e-9 {
				t.Fatalf("shares of query %d of set %d sum to %g", q, set, sum)
			}
			if itself := set == 0 && q == 7; itself && share[0] > 0 {
				t.Errorf("the query that decides got its own choice in %.0f %% of the rounds", 100*share[0])
			}
		}
	}
}
