package vector

// Nearest returns at most k vectors that are not farther from query than limit, nearest first, ties in order. The row of
// a hit is its position in vectors. bounds are the Bounds of the vectors' codes, which exclude most vectors.
func Nearest(query []float32, vectors [][]float32, bounds []float32, k int, limit float32) []Hit {
	if k <= 0 {
		return nil
	}
	best := make(nearestHeap, 0, min(k, len(vectors)))
	for row, bound := range bounds {
		if bound > limit {
			continue
		}
		if d := SquaredL2(query, vectors[row]); d <= limit {
			best.offer(Hit{Row: int64(row), Distance: d})
			if len(best) == k {
				limit = best[0].Distance
			}
		}
	}
	SortHits(best)
	return best
}
