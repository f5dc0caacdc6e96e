package metrics

import "math"

// An Interval is an estimate with its 95 % confidence interval.
type Interval struct {
	Value float64 `json:"value"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
}

// z is the quantile of the normal distribution for a two-sided 95 % interval.
const z = 1.959964

// Rate returns the share of successes in trials with Wilson's score interval (E. B. Wilson 1927, JASA 22), which is also right
// for few trials and for shares near 0. It returns nil without trials. The trials count as independent: impressions of
// one shopper are not quite, so the true interval is a little wider. Successes beyond the number of trials do not count.
func Rate(successes, trials int64) *Interval {
	if trials <= 0 {
		return nil
	}
	n, p := float64(trials), float64(min(max(successes, 0), trials))/float64(trials)
	center := (p + z*z/(2*n)) / (1 + z*z/n)
	half := z / (1 + z*z/n) * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	return &Interval{p, math.Max(0, math.Min(p, center-half)), math.Min(1, math.Max(p, center+half))}
}

// Change returns the difference of two rates, now minus before, with Newcombe's interval (R. G. Newcombe 1998, Statistics in
// Medicine 17, method 10). It returns nil if one of them is unknown.
func Change(now, before *Interval) *Interval {
	if now == nil || before == nil {
		return nil
	}
	d := now.Value - before.Value
	low := math.Hypot(now.Value-now.Low, before.High-before.Value)
	high := math.Hypot(now.High-now.Value, before.Value-before.Low)
	return &Interval{d, d - low, d + high}
}
