package stats

import (
	"math"
	"math/rand/v2"
	"testing"
)

func near(t *testing.T, name string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s = %g, want %g", name, got, want)
	}
}

// even returns buckets of the same numbers of units and events.
func even(units, total float64) Sample {
	s := make(Sample, testBuckets)
	for i := range s {
		s[i] = Bucket{units, total}
	}
	return s
}

func TestVarianceOfIndependentImpressions(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	c := newCrowd(random, .2, 0)
	for range 400 {
		c.step()
	}
	// With one visit of each shopper in four buckets, impressions would be independent. Visits that return are too, because
	// all shoppers click with the same probability.
	want := .2 * .8 / c.sample.Units()
	near(t, "variance", c.sample.variance(), want, .5*want)
}

func TestVarianceOfEqualBucketsIsZero(t *testing.T) {
	near(t, "variance", even(100, 5).variance(), 0, 1e-12)
	if v := (Sample{{1, 1}}).variance(); !math.IsInf(v, 1) {
		t.Errorf("variance of one bucket = %g, want infinity", v)
	}
}

// Values of Student's t from tables.
func TestStudentized(t *testing.T) {
	near(t, "t of 1.96 with 10 degrees", studentized(1.959964, 10), 2.228139, 1e-4)
	near(t, "t of 2.5758 with 126 degrees", studentized(2.575829, 126), 2.6154, 1e-3)
	near(t, "t of 3 with many degrees", studentized(3, 1e7), 3, 1e-3)
	if !math.IsInf(studentized(50, 10), 1) {
		t.Error("a bound of 50 standard errors is finite")
	}
}

func TestBound(t *testing.T) {
	// The formula of Waudby-Smith et al., theorem 2.2, by hand: rho² = (2·2.9957+log(2·2.9957+1))/10,000 = 7.936e-4 for n = 10,000.
	near(t, "bound", bound(10_000, .05), 3.0352, 1e-3)
	for _, n := range []float64{1_000, 100_000} {
		own := math.Inf(1) // the narrowest interval that a tuning for n units gives
		for x := .01; x < 1e4; x *= 1.05 {
			own = min(own, math.Sqrt((1+1/x)*(math.Log(x+1)-2*math.Log(.05))))
		}
		if ratio := bound(n, .05) / own; ratio > 1.28 {
			t.Errorf("after %g units, the interval is %.2f times as wide as a tuned one", n, ratio)
		}
	}
}

func TestCompareNeedsData(t *testing.T) {
	a := even(100, 5)
	few := append(Sample{}, a[:minBuckets-1]...)
	few = append(few, make(Sample, testBuckets-len(few))...)
	for name, c := range map[string]Comparison{
		"few events":  Compare(a, a, minEvents-1, alpha),
		"few buckets": Compare(a, few, 1000, alpha),
		"nothing":     Compare(make(Sample, testBuckets), make(Sample, testBuckets), 0, alpha),
	} {
		if c.Enough || c.Differs() || !math.IsInf(c.High, 1) || math.IsNaN(c.Difference) {
			t.Errorf("%s: %+v, want no interval", name, c)
		}
	}
}

// A sample of the needed size finds the difference about as often as promised.
func TestUnitsNeeded(t *testing.T) {
	const lift = .3
	pilot := newCrowd(rand.New(rand.NewPCG(7, 7)), .05, 1)
	for range 400 {
		pilot.step()
	}
	needed := UnitsNeeded(pilot.sample, pilot.clicks, lift, alpha)
	found := 0
	const experiments = 200
	for i := range experiments {
		random := rand.New(rand.NewPCG(uint64(i), 20))
		control, treatment := newCrowd(random, .05, 1), newCrowd(random, .05*(1+lift), 1)
		for control.sample.Units() < needed {
			control.step()
			treatment.step()
		}
		if bucketed(control, treatment) {
			found++
		}
	}
	share := float64(found) / experiments
	t.Logf("%.0f impressions needed, with which %.0f %% of the experiments find the difference", needed, 100*share)
	if share < .65 || share > .95 {
		t.Errorf("%.0f %% of the experiments find the difference, want about 80 %%", 100*share)
	}
	if n := UnitsNeeded(pilot.sample, 5, lift, alpha); n != 0 {
		t.Errorf("UnitsNeeded = %g after 5 events, want 0", n)
	}
}

// A right split rarely counts as a mismatch, although shoppers differ, and although an arm may change how much they look at.
// A wrong one is found.
func TestCheckSplit(t *testing.T) {
	people := func(c *crowd) Sample { return c.people }
	for _, tc := range []struct {
		name     string
		shoppers int // of the treatment, for 25 of the control
		looks    int // of the treatment, for 3 of the control
		units    func(*crowd) Sample
		low      float64
		high     float64
	}{
		{"right split", 25, 3, people, 0, .005},
		{"right split, but the treatment makes shoppers look at more", 25, 6, people, 0, .005},
		{"the same, counting impressions", 25, 6, func(c *crowd) Sample { return c.sample }, .9, 1},
		{"wrong split", 15, 3, people, .9, 1},
		{"wrong split that more looks hide", 15, 8, people, .9, 1},
	} {
		mismatches := 0
		const experiments = 400
		for i := range experiments {
			random := rand.New(rand.NewPCG(uint64(i), 21))
			a, b := newCrowd(random, .05, 1), newCrowd(random, .05, 1)
			b.perStep, b.looks = tc.shoppers, tc.looks
			for range looks {
				a.step()
				b.step()
			}
			if CheckSplit([]Sample{tc.units(a), tc.units(b)}, []float64{1, 1}).Mismatch {
				mismatches++
			}
		}
		if share := float64(mismatches) / experiments; share < tc.low || share > tc.high {
			t.Errorf("%s: %.1f %% are mismatches, want %g to %g", tc.name, 100*share, tc.low, tc.high)
		}
	}
	if s := CheckSplit([]Sample{even(100, 1), even(200, 1)}, []float64{1, 2}); s.Mismatch || s.P < .99 {
		t.Errorf("CheckSplit = %+v for the ratio of the weights", s)
	}
	if s := CheckSplit([]Sample{make(Sample, testBuckets), make(Sample, testBuckets)}, []float64{1, 1}); s.Mismatch || s.P != 1 {
		t.Errorf("CheckSplit without units = %+v", s)
	}
}
