package stats

import "math"

// A Bucket holds the sums over a group of shoppers.
type Bucket struct {
	Units float64 // such as impressions
	Total float64 // such as clicks, or revenue in minor units
}

// A Sample holds the buckets of an arm, also empty ones.
type Sample []Bucket

// sums returns the sums over all buckets.
func (s Sample) sums() (sum Bucket) {
	for _, b := range s {
		sum.Units += b.Units
		sum.Total += b.Total
	}
	return sum
}

// Units returns the number of units, such as impressions.
func (s Sample) Units() float64 { return s.sums().Units }

// Ratio returns the total per unit, or 0 without units.
func (s Sample) Ratio() float64 {
	sum := s.sums()
	if sum.Units == 0 {
		return 0
	}
	return sum.Total / sum.Units
}

// variance returns the variance of Ratio by linearization (Cochran, Sampling Techniques, 3rd ed., section 6.4; for
// experiments: Deng, Knoblich and Lu, "Applying the Delta Method in Metric Analytics", KDD 2018). It needs two buckets.
func (s Sample) variance() float64 {
	sum, ratio, n := s.sums(), s.Ratio(), float64(len(s))
	if n < 2 || sum.Units == 0 {
		return math.Inf(1)
	}
	squares := 0.0
	for _, b := range s {
		residual := b.Total - ratio*b.Units
		squares += residual * residual
	}
	return squares * n / (n - 1) / (sum.Units * sum.Units)
}

// filled returns the number of buckets with units.
func (s Sample) filled() (n int) {
	for _, b := range s {
		if b.Units > 0 {
			n++
		}
	}
	return n
}
