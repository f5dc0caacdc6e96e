package build

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"shopfyp.dev/shared/catalog"
)

// featured is the number of popular products in a snapshot.
const featured = 300

// popularity holds the properties of a product that popular needs.
type popularity struct {
	score    float64 // grows with the rating and the number of ratings
	category string
}

// The score uses a Bayesian average, which adds priorCount ratings of priorRating to the ratings of each product. So a
// product with three ratings of 5.0 does not beat a product with a thousand ratings of 4.6.
const (
	priorCount  = 50
	priorRating = 3.5
)

func popularityOf(p *catalog.Product) popularity {
	n := float64(p.RatingCount)
	damped := (n*p.Rating + priorCount*priorRating) / (n + priorCount)
	return popularity{score: damped * math.Log10(10+n), category: strings.Join(p.Category, "\x00")}
}

// popular returns the rows of the most popular products: first the best product of each category, then the second best
// of each category, and so on.
func popular(items []item, order []int64) []int64 {
	rows := make([]int64, len(order))
	for r := range rows {
		rows[r] = int64(r)
	}
	rank := func(row int64) popularity { return items[order[row]].rank }
	slices.SortStableFunc(rows, func(a, b int64) int { return cmp.Compare(rank(b).score, rank(a).score) })
	rounds := make(map[int64]int, len(rows))
	seen := make(map[string]int)
	for _, r := range rows {
		rounds[r] = seen[rank(r).category]
		seen[rank(r).category]++
	}
	slices.SortStableFunc(rows, func(a, b int64) int { return cmp.Compare(rounds[a], rounds[b]) })
	return rows[:min(featured, len(rows))]
}
