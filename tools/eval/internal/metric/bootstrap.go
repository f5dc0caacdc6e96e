package metric

import (
	"math/rand/v2"
	"slices"
)

// resamples is how many times a bootstrap draws; 5,000 leave the third digit of its bounds alone.
const resamples = 5_000

// An Interval holds a figure's true value in 95 of 100 cases, as far as the queries are like others.
type Interval struct{ Low, High float64 }

// Bootstrap returns the interval of the mean of values, one a query, by drawing as many queries with replacement again and
// again (Efron 1979). For the difference of two systems, values are the differences query by query.
// The same values give the same interval.
func Bootstrap(values []float64) Interval {
	if len(values) == 0 {
		return Interval{}
	}
	rng := rand.New(rand.NewPCG(1, uint64(len(values))))
	means := make([]float64, resamples)
	for i := range means {
		for range values {
			means[i] += values[rng.IntN(len(values))] / float64(len(values))
		}
	}
	slices.Sort(means)
	return Interval{means[resamples*25/1000], means[resamples*975/1000]}
}
