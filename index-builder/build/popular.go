package build

import (
	"cmp"
	"slices"
)

// featured is the number of popular products in a snapshot.
const featured = 300

// popular returns the rows of the most popular products. It takes the best product of every category first, then the
// second best of every category, and so on.
func popular(items []item, order []int64) []int64 {
	rows := byPopularity(items, order)
	rounds := make([]uint32, len(order))
	seen := make(map[uint32]uint32)
	for _, r := range rows {
		category := items[order[r]].category
		rounds[r] = seen[category]
		seen[category]++
	}
	slices.SortStableFunc(rows, func(a, b int64) int { return cmp.Compare(rounds[a], rounds[b]) })
	return rows[:min(featured, len(rows))]
}

// byPopularity returns the rows of all products, the most popular first: one variant of each, and neither products that
// cannot be bought nor products for adults only.
func byPopularity(items []item, order []int64) []int64 {
	var rows []int64
	for row := range order {
		if items[order[row]].isRecommendable() {
			rows = append(rows, int64(row))
		}
	}
	score := func(row int64) float64 { return items[order[row]].score }
	slices.SortStableFunc(rows, func(a, b int64) int { return cmp.Compare(score(b), score(a)) })
	return onePerGroup(rows, func(row int64) uint32 { return items[order[row]].group })
}

// onePerGroup keeps the first row of each group, and all rows of group 0.
func onePerGroup(rows []int64, group func(row int64) uint32) []int64 {
	seen := make(map[uint32]bool)
	return slices.DeleteFunc(rows, func(row int64) bool {
		g := group(row)
		if g == 0 {
			return false
		}
		duplicate := seen[g]
		seen[g] = true
		return duplicate
	})
}
