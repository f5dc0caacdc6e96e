package vector

import "math/bits"

// chunkRows is the number of vectors after which a search uses the radius that it knows by then.
const chunkRows = 8 * blockRows

// Nearest returns at most k vectors that are not farther from the query than limit, nearest first, ties in order. The row
// of a hit is the position of its vector, and its distance is exact. Codes only exclude vectors that are too far away; see
// deviations. The query must be finite and have the dimension of the vectors.
func (c *Codes) Nearest(query []float32, k int, limit float32) []Hit {
	if k <= 0 || c.Len() == 0 {
		return nil
	}
	s := search{codes: c, query: query, code: c.coder.query(query), limit: limit, best: make(nearestHeap, 0, min(k, c.Len()))}
	for first := 0; first < c.Len(); first += chunkRows {
		s.chunk(first, min(chunkRows, len(c.norms)-first))
	}
	SortHits(s.best)
	return s.best
}

// A search is one call of Nearest.
type search struct {
	codes *Codes
	query []float32
	code  *queryCode
	limit float32 // squared distance
	best  nearestHeap

	sums    [chunkRows]uint16
	allowed [chunkRows / 8]uint8
}

// chunk searches n vectors, whole blocks.
func (s *search) chunk(first, n int) {
	c, b := s.codes, s.code.bound(s.limit)
	sums, allowed := s.sums[:n], s.allowed[:n/8]
	sumEntries(sums, c.blocks[first*c.coder.size():], s.code.tables)
	allowedRows(allowed, &b, sums, c.norms[first:][:n], c.scales[first:][:n], c.errs[first:][:n])
	for i, mask := range allowed {
		for ; mask != 0; mask &= mask - 1 {
			if row := first + 8*i + bits.TrailingZeros8(mask); row < c.Len() {
				s.compare(row)
			}
		}
	}
}

// compare compares the vector itself with the query.
func (s *search) compare(row int) {
	d := SquaredL2(s.query, s.codes.vectors[row])
	if !(d <= s.limit) {
		return
	}
	s.best.offer(Hit{Row: int64(row), Distance: d})
	if len(s.best) == cap(s.best) {
		s.limit = s.best[0].Distance
	}
}

// sumEntriesGeneric stores the sums of consecutive vectors, whole blocks.
func sumEntriesGeneric(sums []uint16, blocks, tables []byte) {
	clear(sums)
	size := len(tables) / (2 * tableSize) // bytes of a vector
	for row := range sums {
		at := row % blockRows * 2
		if at >= blockRows {
			at = at - blockRows + 1
		}
		block := blocks[row/blockRows*blockRows*size:]
		for i := range size {
			signs, table := block[i*blockRows+at], tables[i*2*tableSize:][:2*tableSize]
			sums[row] += uint16(table[signs%tableSize]) + uint16(table[tableSize+signs/tableSize])
		}
	}
}

// allowedRowsGeneric stores which vectors the bound allows, as bits.
func allowedRowsGeneric(allowed []uint8, b *bound, sums []uint16, norms, scales, errs []float32) {
	clear(allowed)
	for i, sum := range sums {
		if b.allows(sum, norms[i], scales[i], errs[i]) {
			allowed[i/8] |= 1 << (i % 8)
		}
	}
}
