package stats

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// splitAlarm is the probability below which a split counts as wrong. Owners look often, and no correction is made for that,
// so the usual limit for this check is small (Fabijan et al., "Diagnosing Sample Ratio Mismatch", KDD 2019).
const splitAlarm = .0005

// A Split is the result of the check for a sample ratio mismatch.
type Split struct {
	P        float64 // probability of such a split, or a more uneven one, if the assignment works
	Mismatch bool
}

// CheckSplit tests whether the units of the arms have the ratio of the arms' weights. The units should be shoppers: an arm may
// change how many impressions its shoppers see. It is a chi-square test with the first-order correction of Rao and Scott (Annals
// of Statistics 1984): it divides the statistic by the design effect, because a shopper with several devices counts several
// times.
func CheckSplit(arms []Sample, weights []float64) Split {
	units, shares, total := make([]float64, len(arms)), 0.0, 0.0
	variance := 0.0
	for i, arm := range arms {
		units[i] = arm.Units()
		total += units[i]
		shares += weights[i]
		variance += arm.unitsVariance()
		if arm.filled() < minBuckets {
			return Split{P: 1}
		}
	}
	statistic := 0.0
	for i := range arms {
		expected := total * weights[i] / shares
		statistic += (units[i] - expected) * (units[i] - expected) / expected
	}
	designEffect := math.Max(1, variance/total)
	p := distuv.ChiSquared{K: float64(len(arms) - 1)}.Survival(statistic / designEffect)
	return Split{P: p, Mismatch: p < splitAlarm}
}

// unitsVariance returns the variance of the number of units of an arm. Independent units would have their number as variance.
func (s Sample) unitsVariance() float64 {
	n := float64(len(s))
	mean, squares := s.Units()/n, 0.0
	for _, b := range s {
		squares += (b.Units - mean) * (b.Units - mean)
	}
	return squares * n / (n - 1)
}
