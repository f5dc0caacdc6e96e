package metric

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestBootstrap(t *testing.T) {
	if got := Bootstrap([]float64{2, 2, 2}); got != (Interval{2, 2}) {
		t.Errorf("of equal values %v, want [2, 2]", got)
	}
	if got := Bootstrap(nil); got != (Interval{}) {
		t.Errorf("of nothing %v", got)
	}
	rng := rand.New(rand.NewPCG(7, 7))
	values := make([]float64, 400)
	for i := range values {
		values[i] = 5 + rng.NormFloat64()
	}
	// The mean of 400 draws with deviation 1 lies within 1.96/20 of itself.
	got := Bootstrap(values)
	if width := got.High - got.Low; math.Abs(width-2*1.96/20) > .02 || got.Low > 5.1 || got.High < 4.9 {
		t.Errorf("of 400 values around 5: %v, want about [4.9, 5.1]", got)
	}
	if again := Bootstrap(values); again != got {
		t.Errorf("again %v, at first %v", again, got)
	}
}
