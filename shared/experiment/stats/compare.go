package stats

import "math"

// Minimum data of an arm for an interval. With less, sums over buckets are too far from a normal distribution.
const (
	minBuckets = 32  // with units
	minEvents  = 100 // such as clicks
)

// A Comparison is the difference of the ratios of a treatment and a control.
type Comparison struct {
	Difference float64
	Low, High  float64 // interval of the difference
	Enough     bool    // whether there is enough data; otherwise the interval is unbounded
}

// Differs reports whether the interval excludes no difference.
func (c Comparison) Differs() bool { return c.Enough && (c.Low > 0 || c.High < 0) }

// Compare compares the ratios of two arms. events is the smaller number of events that the arms' totals consist of, such
// as clicks. All comparisons ever made of the two arms contain the true difference with probability 1-alpha, in large samples.
func Compare(control, treatment Sample, events, alpha float64) Comparison {
	c := Comparison{Difference: treatment.Ratio() - control.Ratio(), Low: math.Inf(-1), High: math.Inf(1)}
	if events < minEvents || min(control.filled(), treatment.filled()) < minBuckets {
		return c
	}
	c.Enough = true
	radius := radius(control, treatment, alpha)
	c.Low, c.High = c.Difference-radius, c.Difference+radius
	return c
}

// radius returns half of the width of the interval of a difference.
func radius(control, treatment Sample, alpha float64) float64 {
	v0, v1 := control.variance(), treatment.variance()
	z := bound(effective(control.Units(), treatment.Units()), alpha)
	return studentized(z, freedom(v0, v1, len(control), len(treatment))) * math.Sqrt(v0+v1)
}

// effective returns the number of units that tells as much about a difference as those of two arms: half of their harmonic
// mean.
func effective(n0, n1 float64) float64 { return n0 * n1 / (n0 + n1) }

// freedom returns the degrees of freedom of the sum of two variances of n0 and n1 buckets (Welch and Satterthwaite).
func freedom(v0, v1 float64, n0, n1 int) float64 {
	if v0+v1 == 0 {
		return float64(n0 + n1 - 2)
	}
	return (v0 + v1) * (v0 + v1) / (v0*v0/float64(n0-1) + v1*v1/float64(n1-1))
}
