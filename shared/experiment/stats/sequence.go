package stats

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// tunedAt is the effective number of units at which the intervals are the narrowest, compared with those of other tunings:
// 20,000 impressions in each of two arms. With a tenth as many, an interval is 27 % wider than one of a tuning for them; with
// ten times as many, 7 %.
const tunedAt = 10_000

// bound returns the number of standard errors that an interval reaches to each side, after n effective units. It is the
// normal mixture boundary of Robbins ("Statistical Methods Related to the Law of the Iterated Logarithm", 1970), in the form
// of the asymptotic confidence sequence of Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas ("Time-uniform central limit
// theory and asymptotic confidence sequences", Annals of Statistics 2024), theorem 2.2. The test that it inverts is the
// mixture sequential probability ratio test of Johari, Koomen, Pekelis and Walsh ("Peeking at A/B Tests", KDD 2017). alpha
// is the probability that any interval misses the true value.
func bound(n, alpha float64) float64 {
	x := n * tuning(alpha)
	return math.Sqrt((1 + 1/x) * (math.Log(x+1) - 2*math.Log(alpha)))
}

// tuning returns rho², the variance of the mixture, that makes intervals narrow at tunedAt units.
func tuning(alpha float64) float64 {
	l := -2 * math.Log(alpha)
	return (l + math.Log(l+1)) / tunedAt
}

// studentized returns a bound for a variance that is an estimate with some degrees of freedom: the value that Student's t
// exceeds as often as a normal variable exceeds z.
func studentized(z, freedom float64) float64 {
	tail := distuv.UnitNormal.Survival(z)
	if tail < 1e-300 {
		return math.Inf(1)
	}
	// Quantile of the lower tail, which is precise where 1-tail is not.
	return -distuv.StudentsT{Mu: 0, Sigma: 1, Nu: freedom}.Quantile(tail)
}
