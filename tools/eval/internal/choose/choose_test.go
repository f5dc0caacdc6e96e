package choose

import (
	"math"
	"math/rand/v2"
	"testing"
)

// trial returns a Trial with figures around mean in two sets of 20 and 200 queries. All trials share the same noise. luck
// is the standard deviation of additional noise that depends on mean.
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
		{"one trial", []Trial{trial(.5, 0)}, 0},
		{"equal trials", []Trial{trial(.5, 0), trial(.5, 0)}, 0},
		{"clearly better", []Trial{trial(.5, .05), trial(.6, .05), trial(.55, .05)}, 1},
		{"better by chance alone", []Trial{trial(.5, .05), trial(.6, .05), trial(.601, .05)}, 1},
		{"first is best", []Trial{trial(.6, .05), trial(.5, .05)}, 0},
	} {
		if got := Best(c.trials); got != c.want {
			t.Errorf("%s: Best = %d, want %d", c.name, got, c.want)
		}
	}
}

func TestSetsHaveEqualWeight(t *testing.T) {
	small := Trial{{.9, .9, .9}, make([]float64, 100)}
	large := Trial{{0, 0, 0}, make([]float64, 100)}
	for i := range large[1] {
		large[1][i] = .5
	}
	if got := Best([]Trial{large, small}); got != 1 {
		t.Errorf("Best = %d, want 1, which gains more in the small set than it loses in the large one", got)
	}
}

func TestHeldOut(t *testing.T) {
	trials := []Trial{trial(.5, .05), trial(.6, .05)}
	trials[0][0][7] = 99 // decides the choice unless it is held out
	for set, queries := range HeldOut(trials) {
		for q, share := range queries {
			if sum := share[0] + share[1]; math.Abs(sum-1) > 1e-9 {
				t.Fatalf("shares of query %d of set %d sum to %g, want 1", q, set, sum)
			}
			if outlier := set == 0 && q == 7; outlier && share[0] > 0 {
				t.Errorf("held-out outlier decides %.0f %% of the rounds, want 0", 100*share[0])
			}
		}
	}
}
