package recommend

import "shopfyp.dev/shared/vector"

// neighbours yields the rows nearest to a vector one by one, leaving rows out,
// and asks the index for more only when what it has runs out.
type neighbours struct {
	index vector.Index
	query []float32
	skip  map[int64]bool
	suits func(row int64) bool // nil: every row does
	hits  []vector.Hit
	pos   int
	asked int // k of the last search
}

// maxNeighbours bounds how far one interest is followed: beyond it nothing is near any more.
const maxNeighbours = 4096

func newNeighbours(index vector.Index, query []float32, skip map[int64]bool) *neighbours {
	return &neighbours{index: index, query: query, skip: skip}
}

// next returns the next row, or ok false when there are no more.
func (n *neighbours) next() (row int64, ok bool, err error) {
	for {
		for n.pos < len(n.hits) {
			row = n.hits[n.pos].Row
			n.pos++
			if !n.skip[row] && (n.suits == nil || n.suits(row)) {
				return row, true, nil
			}
		}
		if more, err := n.deepen(); !more || err != nil {
			return 0, false, err
		}
	}
}

// deepen searches for more hits than before and reports whether there were any.
func (n *neighbours) deepen() (bool, error) {
	most := min(n.index.Len(), maxNeighbours)
	if n.asked >= most {
		return false, nil
	}
	if n.asked == 0 {
		// One look-up serves a usual card: its products, and those to leave out that lie near.
		n.asked = min(most, 4*perInterest)
	} else {
		n.asked = min(most, 4*n.asked)
	}
	hits, err := n.index.Search(n.query, n.asked)
	if err != nil {
		return false, err
	}
	n.hits = hits // the first pos are those already seen: the order is fixed by distance and row
	return n.pos < len(hits), nil
}
