package vector

// Nearest returns at most k vectors that are not farther from query than limit, nearest first, ties in order. The row of
// a hit is its position in vectors. All vectors must have the dimension of query.
func Nearest(query []float32, vectors [][]float32, k int, limit float32) []Hit {
	if k <= 0 {
		return nil
	}
	best := make(nearestHeap, 0, min(k, len(vectors)))
	for row, v := range vectors {
		if d, ok := squaredL2Within(query, v, limit); ok {
			best.offer(Hit{Row: int64(row), Distance: d})
			if len(best) == k {
				limit = min(limit, best[0].Distance)
			}
		}
	}
	SortHits(best)
	return best
}

// partialDims is the number of dimensions after which squaredL2Within compares the sum with the limit.
const partialDims = 64

// squaredL2Within returns SquaredL2 and true, or false if the distance is larger than limit. It gives up as early as
// possible: the sum over some of the dimensions is never larger than the sum over all.
func squaredL2Within(a, b []float32, limit float32) (float32, bool) {
	partial := float32(0)
	for at := 0; at+partialDims < len(a); at += partialDims {
		if partial += SquaredL2(a[at:at+partialDims], b[at:]); partial > limit*(1+roundingMargin) {
			return 0, false
		}
	}
	d := SquaredL2(a, b)
	return d, d <= limit
}

// roundingMargin covers the rounding errors of two sums in different orders.
const roundingMargin = 1e-4
