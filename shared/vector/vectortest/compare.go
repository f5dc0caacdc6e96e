package vectortest

import (
	"slices"
	"testing"

	"shopfyp.dev/shared/vector"
)

func search(t *testing.T, ix vector.Index, query []float32, k int) []vector.Hit {
	t.Helper()
	hits, err := ix.Search(query, k)
	if err != nil {
		t.Fatalf("Search(q, %d): %v", k, err)
	}
	return hits
}

// checkOrder reports an error unless hits are nearest first, with ties in row order and without duplicates.
func checkOrder(t *testing.T, hits []vector.Hit) {
	t.Helper()
	for i := 1; i < len(hits); i++ {
		a, b := hits[i-1], hits[i]
		if a.Distance > b.Distance || a.Distance == b.Distance && a.Row >= b.Row {
			t.Errorf("hits %d and %d are out of order: %+v, %+v", i-1, i, a, b)
		}
	}
	seen := make(map[int64]bool, len(hits))
	for _, h := range hits {
		if seen[h.Row] {
			t.Errorf("row %d occurs twice in the hits", h.Row)
		}
		seen[h.Row] = true
	}
}

// nearestDistances returns the k smallest squared distances, computed in float64.
func nearestDistances(query, vectors []float32, k int) []float32 {
	var all []float32
	for row := range slices.Chunk(vectors, len(query)) {
		sum := 0.0
		for i, x := range row {
			d := float64(x) - float64(query[i])
			sum += d * d
		}
		all = append(all, float32(sum))
	}
	slices.Sort(all)
	return all[:min(k, len(all))]
}

// near reports whether two distances are equal, apart from rounding and the index's tolerance.
func (s *suite) near(a, b float32) bool {
	return abs(a-b) <= 1e-5*max(a, b)+s.tolerance
}

func (s *suite) same(a, b []float32) bool {
	for i := range a {
		if abs(a[i]-b[i]) > s.tolerance {
			return false
		}
	}
	return true
}

func abs(x float32) float32 { return max(x, -x) }
