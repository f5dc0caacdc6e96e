package input

import (
	"math"

	"shopfyp.dev/shared/catalog"
)

// The score uses a Bayesian average, which adds priorCount ratings of priorRating to the ratings of each product. So a
// product with three ratings of 5.0 does not beat a product with a thousand ratings of 4.6.
const (
	priorCount  = 50
	priorRating = 3.5
)

// Popularity returns a score that grows with the rating and the number of ratings.
func Popularity(p *catalog.Product) float64 {
	n := float64(p.RatingCount)
	damped := (n*p.Rating + priorCount*priorRating) / (n + priorCount)
	return damped * math.Log10(10+n)
}
