// Package stats says in two numbers what repeated measurements say: a median,
// and how far apart they lie.
package stats

import (
	"math"
	"slices"
)

// A Sample is repeated measurements of one thing, in any order.
type Sample []float64

// Percentile returns the smallest measurement that at least p percent of the
// measurements do not exceed, by nearest rank; NaN where there is none.
func (s Sample) Percentile(p float64) float64 {
	if len(s) == 0 {
		return math.NaN()
	}
	sorted := slices.Sorted(slices.Values(s))
	rank := int(math.Ceil(p / 100 * float64(len(sorted))))
	return sorted[min(max(rank, 1), len(sorted))-1]
}

// Median returns the middle measurement, the mean of the middle two where there are two; NaN where there is none.
func (s Sample) Median() float64 {
	if len(s) == 0 {
		return math.NaN()
	}
	sorted := slices.Sorted(slices.Values(s))
	n := len(sorted)
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}

// Spread returns the interquartile range: how wide the middle half of the measurements is.
func (s Sample) Spread() float64 { return s.Percentile(75) - s.Percentile(25) }

// Ratios returns a[i]/b[i] of measurements taken in pairs, one right after the other:
// what slowed the machine slowed both. The samples are equally long.
func Ratios(a, b Sample) Sample {
	r := make(Sample, len(a))
	for i := range a {
		r[i] = a[i] / b[i]
	}
	return r
}

// A Summary is what a report says of a sample.
type Summary struct {
	Median float64 `json:"median"`
	Spread float64 `json:"spread"`
	N      int     `json:"n"`
}

// Summary sums s up.
func (s Sample) Summary() Summary { return Summary{s.Median(), s.Spread(), len(s)} }

// One returns the summary of a single measurement.
func One(x float64) Summary { return Summary{Median: x, N: 1} }
