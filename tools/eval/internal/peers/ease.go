package peers

import (
	"cmp"
	"iter"
	"maps"
	"slices"
)

func keys(m map[int]float64) iter.Seq[int] { return maps.Keys(m) }

// neighborhood is the largest number of items from which the weights to one item are learned.
const neighborhood = 200

// NewEASE learns the weights of EASE (Steck 2019) in a sparse form. EASE predicts each item from all others by a ridge
// regression with penalty lambda. Here, each regression uses only the items that share the most shoppers with the item. A
// regression needs no inverse of a matrix of all pairs of items, so that its cost grows with the number of items only.
func NewEASE(l Log, lambda float64) Items {
	n, shared := l.counts(), l.shared()
	to := make([]map[int]float64, l.Items)
	for i := range to {
		to[i] = make(map[int]float64)
	}
	for item := range l.Items {
		from := strongest(shared[item], neighborhood)
		gram, right := make([]float64, len(from)*len(from)), make([]float64, len(from))
		for i, a := range from {
			right[i] = shared[item][a]
			for j, b := range from {
				gram[i*len(from)+j] = shared[a][b]
			}
			gram[i*len(from)+i] = n[a] + lambda
		}
		solve(gram, right)
		for i, a := range from {
			to[a][item] = right[i]
		}
	}
	return Items{to}
}

// strongest returns the k keys with the largest values, ties in the order of keys.
func strongest(m map[int]float64, k int) []int {
	all := slices.SortedFunc(maps.Keys(m), func(a, b int) int { return cmp.Or(cmp.Compare(m[b], m[a]), cmp.Compare(a, b)) })
	return all[:min(k, len(all))]
}
