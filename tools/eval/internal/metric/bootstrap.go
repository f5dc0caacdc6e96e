package metric

import (
	"math/rand/v2"
	"slices"
)

// resamples is the number of bootstrap samples. With 5,000, the third decimal of the bounds is stable.
const resamples = 5_000

// An Interval is a 95 % confidence interval. It assumes that the queries are a random sample of all queries.
type Interval struct{ Low, High float64 }

// Bootstrap returns the bootstrap interval of the mean of values, which has one value per query (Efron 1979). To compare
// two systems, pass their differences per query. Bootstrap is deterministic.
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
