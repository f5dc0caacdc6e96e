package stats

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// power is the probability with which a sample of the needed size shows the smallest effect that matters.
const power = .8

// UnitsNeeded returns the number of units, such as impressions, of each of two equal arms at which an interval excludes no
// difference with a probability of 80 %, if the true difference is effect times the control's ratio. It uses the variance
// that the control has had so far, and assumes that the standard deviation of the treatment is larger by the effect. It
// returns 0 if there is too little data.
func UnitsNeeded(control Sample, events, effect, alpha float64) float64 {
	if events < minEvents || control.filled() < minBuckets || effect <= 0 {
		return 0
	}
	difference := effect * control.Ratio()
	perUnit := control.variance() * control.Units() * (1 + (1+effect)*(1+effect)) // of both arms
	degrees := float64(2 * (len(control) - 1))
	missing := func(n float64) float64 { // standard errors
		return studentized(bound(n/2, alpha), degrees) + distuv.UnitNormal.Quantile(power) - difference/math.Sqrt(perUnit/n)
	}
	low, high := 1.0, 2.0
	for missing(high) > 0 {
		if high > 1e15 {
			return 0
		}
		low, high = high, 2*high
	}
	for high-low > high/1e4 {
		if middle := (low + high) / 2; missing(middle) > 0 {
			low = middle
		} else {
			high = middle
		}
	}
	return math.Ceil(high)
}
