package metric

import (
	"math"
	"testing"
)

func TestJudged(t *testing.T) {
	j := Judged{Gain: map[string]float64{"a": 1, "b": 1, "c": 0.1, "d": 0}, Exact: 1}
	ideal := 1 + 1/math.Log2(3) + 0.1/2
	tests := []struct {
		name      string
		ranking   []string
		ndcg      float64
		precision float64
		any       bool
	}{
		{"ideal", []string{"a", "b", "c"}, 1, 2. / 3, true},
		{"order of equals does not matter", []string{"b", "a", "c"}, 1, 2. / 3, true},
		{"exact products late", []string{"d", "c", "a"}, (0.1/math.Log2(3) + 1./2) / ideal, 1. / 3, true},
		{"unjudged products", []string{"x", "y", "z"}, 0, 0, false},
		{"exact product after k", []string{"x", "y", "z", "a"}, 0, 0, false},
		{"fewer than k products", []string{"a"}, 1 / ideal, 1. / 3, true},
		{"empty ranking", nil, 0, 0, false},
	}
	for _, tt := range tests {
		if got := j.NDCG(tt.ranking, 3); math.Abs(got-tt.ndcg) > 1e-12 {
			t.Errorf("%s: NDCG(%v, 3) = %v, want %v", tt.name, tt.ranking, got, tt.ndcg)
		}
		if got := j.Precision(tt.ranking, 3); math.Abs(got-tt.precision) > 1e-12 {
			t.Errorf("%s: Precision(%v, 3) = %v, want %v", tt.name, tt.ranking, got, tt.precision)
		}
		if got := j.AnyExact(tt.ranking, 3); got != tt.any {
			t.Errorf("%s: AnyExact(%v, 3) = %v, want %v", tt.name, tt.ranking, got, tt.any)
		}
	}
	for k, want := range map[int]float64{1: 1, 3: 2. / 3} {
		if got := j.Possible(k); got != want {
			t.Errorf("Possible(%d) = %v, want %v", k, got, want)
		}
	}
	if got := (Judged{}).NDCG([]string{"a"}, 3); got != 0 {
		t.Errorf("NDCG without judgments = %v, want 0", got)
	}
}
