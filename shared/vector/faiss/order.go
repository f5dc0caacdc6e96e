package faiss

import "math/rand/v2"

// orderByList sorts vectors by list number, with a stable sort. List l holds the vectors order[start[l]] to
// order[start[l+1]-1].
func orderByList(list []int64, lists int) (order, start []int64) {
	start = make([]int64, lists+1)
	for _, l := range list {
		start[l+1]++
	}
	for l := range lists {
		start[l+1] += start[l]
	}
	next := append([]int64(nil), start...)
	order = make([]int64, len(list))
	for i, l := range list {
		order[next[l]] = int64(i)
		next[l]++
	}
	return order, start
}

// identity returns the numbers 0 to n-1.
func identity(n int) []int64 {
	order := make([]int64, n)
	for i := range order {
		order[i] = int64(i)
	}
	return order
}

// sample returns a random sample of at most size vectors. The same input gives the same sample.
func sample(dim int, vectors []float32, size int) []float32 {
	n := len(vectors) / dim
	size = min(size, n)
	rng := rand.New(rand.NewPCG(1, 2))
	rows := identity(n)
	picked := make([]float32, 0, size*dim)
	for i := range size {
		j := i + rng.IntN(n-i)
		rows[i], rows[j] = rows[j], rows[i]
		row := int(rows[i])
		picked = append(picked, vectors[row*dim:(row+1)*dim]...)
	}
	return picked
}
