// Package metric scores a ranking against judgements.
package metric

import (
	"cmp"
	"math"
	"slices"
)

// A Judged query has a gain for each product that somebody judged; others gain nothing.
type Judged struct {
	Gain  map[string]float64
	Exact float64 // the gain of a product that is just what was asked for
}

// NDCG is the normalised discounted cumulative gain of the first k products of a ranking: 1 where they are the best
// there are, in the best order. The discount is log2(rank+1), Järvelin and Kekäläinen 2002.
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

// Precision is the part of the first k places that hold an exact product; an empty place holds none.
func (j Judged) Precision(ranking []string, k int) float64 {
	return float64(j.exact(ranking, k)) / float64(k)
}

// Possible is what Precision can be at most.
func (j Judged) Possible(k int) float64 {
	n := 0
	for _, g := range j.Gain {
		if g >= j.Exact {
			n++
		}
	}
	return float64(min(n, k)) / float64(k)
}

// AnyExact reports whether the first k hold an exact product.
func (j Judged) AnyExact(ranking []string, k int) bool { return j.exact(ranking, k) > 0 }

func (j Judged) exact(ranking []string, k int) (n int) {
	for _, id := range ranking[:min(k, len(ranking))] {
		if g, ok := j.Gain[id]; ok && g >= j.Exact {
			n++
		}
	}
	return n
}
