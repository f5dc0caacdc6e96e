package metric

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestBootstrap(t *testing.T) {
	if got := Bootstrap([]float64{2, 2, 2}); got != (Interval{2, 2}) {
		t.Errorf("Bootstrap of equal values = %v, want [2, 2]", got)
	}
	if got := Bootstrap(nil); got != (Interval{}) {
		t.Errorf("Bootstrap(nil) = %v, want the zero interval", got)
	}
	rng := rand.New(rand.NewPCG(7, 7))
	values := make([]float64, 400)
	for i := range values {
		values[i] = 5 + rng.NormFloat64()
	}
	// The standard error of the mean of 400 values with deviation 1 is 1/20.
	got := Bootstrap(values)
	if width := got.High - got.Low; math.Abs(width-2*1.96/20) > .02 || got.Low > 5.1 || got.High < 4.9 {
		t.Errorf("Bootstrap of 400 values around 5 = %v, want about [4.9, 5.1]", got)
	}
	if again := Bootstrap(values); again != got {
		t.Errorf("second Bootstrap = %v, want %v as before", again, got)
	}
}
