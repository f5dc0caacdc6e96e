package build

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/snapshot"
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

// popular returns the rows of the most popular products. It takes the best product of every category first, then the
// second best of every category, and so on.
func popular(items []item, order []int64) []int64 {
	rows := byPopularity(items, order)
	rank := func(row int64) popularity { return items[order[row]].rank }
	rounds := make(map[int64]int, len(rows))
	seen := make(map[string]int)
	for _, r := range rows {
		rounds[r] = seen[rank(r).category]
		seen[rank(r).category]++
	}
	slices.SortStableFunc(rows, func(a, b int64) int { return cmp.Compare(rounds[a], rounds[b]) })
	return rows[:min(featured, len(rows))]
}

// byPopularity returns the rows of all products, the most popular first: one variant of each, and neither products that
// cannot be bought nor products for adults only.
func byPopularity(items []item, order []int64) []int64 {
	var rows []int64
	for row := range order {
		if isRecommendable(&items[order[row]]) {
			rows = append(rows, int64(row))
		}
	}
	score := func(row int64) float64 { return items[order[row]].rank.score }
	slices.SortStableFunc(rows, func(a, b int64) int { return cmp.Compare(score(b), score(a)) })
	return onePerGroup(rows, func(row int64) string { return items[order[row]].card.Group })
}

func isRecommendable(it *item) bool { return it.card.Flags&(snapshot.Unavailable|snapshot.Adult) == 0 }

// onePerGroup keeps the first row of each group, and all rows without a group.
func onePerGroup(rows []int64, group func(row int64) string) []int64 {
	seen := make(map[string]bool)
	return slices.DeleteFunc(rows, func(row int64) bool {
		g := group(row)
		if g == "" {
			return false
		}
		duplicate := seen[g]
		seen[g] = true
		return duplicate
	})
}
