package recommend

import "shopfyp.dev/shared/vector"

// neighbors iterates over the rows nearest to a vector, without excluded rows.
// It searches the index again, with a larger k, only when it runs out of rows.
type neighbors struct {
	index    vector.Index
	query    []float32
	excluded map[int64]bool
	fits     func(row int64) bool // nil: every row fits
	hits     []vector.Hit
	pos      int
	first    int // k of the first search
	asked    int // k of the last search
}

// maxNeighbors is the maximum depth of a search. Rows farther away are not similar enough.
const maxNeighbors = 4096

func newNeighbors(index vector.Index, query []float32, excluded map[int64]bool) *neighbors {
	// The first search is deep enough for most cards: it covers their products and the excluded rows among them.
	return &neighbors{index: index, query: query, excluded: excluded, first: 4 * perInterest}
}

// next returns the next row. ok is false after the last one.
func (n *neighbors) next() (row int64, ok bool, err error) {
	for {
		for n.pos < len(n.hits) {
			row = n.hits[n.pos].Row
			n.pos++
			if n.allows(row) {
				return row, true, nil
			}
		}
		if more, err := n.deepen(); !more || err != nil {
			return 0, false, err
		}
	}
}

// allows reports whether next and batch may return the row.
func (n *neighbors) allows(row int64) bool { return !n.excluded[row] && (n.fits == nil || n.fits(row)) }

// batch searches once and returns the rows that are new, nearest first. more is false after the last batch.
func (n *neighbors) batch() (rows []int64, more bool, err error) {
	if more, err = n.deepen(); !more || err != nil {
		return nil, false, err
	}
	for ; n.pos < len(n.hits); n.pos++ {
		if row := n.hits[n.pos].Row; n.allows(row) {
			rows = append(rows, row)
		}
	}
	return rows, true, nil
}

// deepen searches for more hits than before and reports whether it found any.
func (n *neighbors) deepen() (bool, error) {
	most := min(n.index.Len(), maxNeighbors)
	if n.asked >= most {
		return false, nil
	}
	if n.asked == 0 {
		n.asked = min(most, n.first)
	} else {
		n.asked = min(most, 4*n.asked)
	}
	hits, err := n.index.Search(n.query, n.asked)
	if err != nil {
		return false, err
	}
	n.hits = hits // the first pos hits are the same as before, since distance and row determine the order
	return n.pos < len(hits), nil
}
