package stats

import (
	"slices"
	"testing"
)

func TestPercentile(t *testing.T) {
	s := Sample{50, 10, 40, 20, 30}
	for _, c := range []struct{ p, want float64 }{{0, 10}, {20, 10}, {21, 20}, {50, 30}, {99, 50}, {100, 50}} {
		if got := s.Percentile(c.p); got != c.want {
			t.Errorf("Percentile(%v) = %v, want %v", c.p, got, c.want)
		}
	}
}

func TestMedian(t *testing.T) {
	for _, c := range []struct {
		s    Sample
		want float64
	}{{Sample{3}, 3}, {Sample{4, 1}, 2.5}, {Sample{9, 1, 2}, 2}} {
		if got := c.s.Median(); got != c.want {
			t.Errorf("Median of %v = %v, want %v", c.s, got, c.want)
		}
	}
}

func TestSpreadIgnoresOutliers(t *testing.T) {
	if got := (Sample{1, 2, 3, 4, 1000}).Spread(); got != 2 {
		t.Errorf("Spread = %v, want 2", got)
	}
}

func TestRatios(t *testing.T) {
	if got := Ratios(Sample{2, 9}, Sample{4, 3}); !slices.Equal(got, Sample{.5, 3}) {
		t.Errorf("Ratios = %v, want [.5 3]", got)
	}
}
