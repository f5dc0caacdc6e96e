// Package stats summarizes repeated measurements by their median and interquartile range.
package stats

import (
	"math"
	"slices"
)

// A Sample holds repeated measurements of one quantity, in any order.
type Sample []float64

// Percentile returns the p-th percentile by nearest rank, or NaN if s is empty.
func (s Sample) Percentile(p float64) float64 {
	if len(s) == 0 {
		return math.NaN()
	}
	sorted := slices.Sorted(slices.Values(s))
	rank := int(math.Ceil(p / 100 * float64(len(sorted))))
	return sorted[min(max(rank, 1), len(sorted))-1]
}

// Median returns the median, or NaN if s is empty.
func (s Sample) Median() float64 {
	if len(s) == 0 {
		return math.NaN()
	}
	sorted := slices.Sorted(slices.Values(s))
	n := len(sorted)
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}

// Spread returns the interquartile range.
func (s Sample) Spread() float64 { return s.Percentile(75) - s.Percentile(25) }

// Ratios returns a[i]/b[i]. The samples must have the same length. Both measurements of a pair
// were made one after the other, under a similar load on the machine.
func Ratios(a, b Sample) Sample {
	r := make(Sample, len(a))
	for i := range a {
		r[i] = a[i] / b[i]
	}
	return r
}

// A Summary is the part of a sample that a report shows.
type Summary struct {
	Median float64 `json:"median"`
	Spread float64 `json:"spread"`
	N      int     `json:"n"`
}

// Summary returns the summary of s.
func (s Sample) Summary() Summary { return Summary{s.Median(), s.Spread(), len(s)} }

// One returns the summary of a single measurement.
func One(x float64) Summary { return Summary{Median: x, N: 1} }
