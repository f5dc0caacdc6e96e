package build

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"shopfyp.dev/shared/catalog"
)

// featured is how many popular products a snapshot carries.
const featured = 300

// popularity is how well a product is liked and by how many, and where it belongs.
type popularity struct {
	score    float64
	category string
}

// A rating counts as if priorCount shoppers had given priorRating before: three ratings of 5.0 do not
// beat a thousand of 4.6. Many ratings lift a product, slowly.
const (
	priorCount  = 50
	priorRating = 3.5
)

func popularityOf(p *catalog.Product) popularity {
	n := float64(p.RatingCount)
	damped := (n*p.Rating + priorCount*priorRating) / (n + priorCount)
	return popularity{score: damped * math.Log10(10+n), category: strings.Join(p.Category, "\x00")}
}

// popular returns rows of the best liked products, best first, varied: every category shows its best
// before any shows its second.
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
