// Package metric scores a ranking against relevance judgments.
package metric

import (
	"cmp"
	"math"
	"slices"
)

// A Judged holds the judgments of one query. The gain of an unjudged product is 0.
type Judged struct {
	Gain  map[string]float64
	Exact float64 // gain of an exact match
}

// NDCG returns the normalized discounted cumulative gain of the first k products of a ranking. It is 1 for the best
// possible ranking. The discount is log2(rank+1) (Järvelin and Kekäläinen 2002).
func (j Judged) NDCG(ranking []string, k int) float64 {
	gains := make([]float64, 0, len(j.Gain))
	for _, g := range j.Gain {
		gains = append(gains, g)
	}
	slices.SortFunc(gains, func(a, b float64) int { return cmp.Compare(b, a) })
	best := dcg(gains[:min(k, len(gains))])
	if best == 0 {
		return 0
	}
	got := make([]float64, 0, k)
	for _, id := range ranking[:min(k, len(ranking))] {
		got = append(got, j.Gain[id])
	}
	return dcg(got) / best
}

func dcg(gains []float64) (sum float64) {
	for i, g := range gains {
		sum += g / math.Log2(float64(i)+2)
	}
	return sum
}

// Precision returns the number of exact products among the first k, divided by k.
func (j Judged) Precision(ranking []string, k int) float64 {
	return float64(j.exact(ranking, k)) / float64(k)
}

// Possible returns the maximum Precision of any ranking.
func (j Judged) Possible(k int) float64 {
	n := 0
	for _, g := range j.Gain {
		if g >= j.Exact {
			n++
		}
	}
	return float64(min(n, k)) / float64(k)
}

// AnyExact reports whether an exact product is among the first k.
func (j Judged) AnyExact(ranking []string, k int) bool { return j.exact(ranking, k) > 0 }

func (j Judged) exact(ranking []string, k int) (n int) {
	for _, id := range ranking[:min(k, len(ranking))] {
		if g, ok := j.Gain[id]; ok && g >= j.Exact {
			n++
		}
	}
	return n
}
