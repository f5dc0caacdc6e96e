package recommend

import "shopfyp.dev/shared/vector"

// neighbors iterates over the rows nearest to a vector, without excluded rows.
// It searches the index again, with a larger k, only when it runs out of rows.
type neighbors struct {
	index    vector.Index
	query    []float32
	excluded map[int64]bool          // groups
	group    func(row int64) int64   // see Cards.Group
	fits     func(row int64) bool    // nil: every row fits
	boost    func(row int64) float32 // change of a row's score by rules; nil: none changes
	hits     []vector.Hit
	pos      int
	returned map[int64]bool // groups
	first    int            // k of the first search
	asked    int            // k of the last search
}

// maxNeighbors is the maximum depth of a search. Rows farther away are not similar enough.
const maxNeighbors = 4096

func newNeighbors(index vector.Index, query []float32, excluded map[int64]bool) *neighbors {
	// The first search is deep enough for most cards: it covers their products and the excluded rows among them.
	return &neighbors{index: index, query: query, excluded: excluded, returned: make(map[int64]bool),
		group: func(row int64) int64 { return row }, first: 4 * perInterest}
}

// next returns the next row. ok is false after the last one.
func (n *neighbors) next() (row int64, ok bool, err error) {
	for {
		for n.pos < len(n.hits) {
			row = n.hits[n.pos].Row
			n.pos++
			if n.take(row) {
				return row, true, nil
			}
		}
		if more, err := n.deepen(); !more || err != nil {
			return 0, false, err
		}
	}
}

// distance returns the squared distance of the row that next returned last.
func (n *neighbors) distance() float32 { return n.hits[n.pos-1].Distance }

// allows reports whether next and batch may return the row.
func (n *neighbors) allows(row int64) bool {
	return !n.excluded[n.group(row)] && (n.fits == nil || n.fits(row))
}

// take reports whether to return the row: the nearest variant of each product.
func (n *neighbors) take(row int64) bool {
	if !n.allows(row) || n.returned[n.group(row)] {
		return false
	}
	n.returned[n.group(row)] = true
	return true
}

// batch searches deeper and returns the rows that are new, nearest first. If variants of few products fill the hits, it
// searches again. more is false after the last batch.
func (n *neighbors) batch() (rows []int64, more bool, err error) {
	for variants := false; ; {
		if more, err = n.deepen(); !more || err != nil {
			return rows, len(rows) > 0, err
		}
		for ; n.pos < len(n.hits); n.pos++ {
			row := n.hits[n.pos].Row
			if n.take(row) {
				rows = append(rows, row)
			} else if n.allows(row) {
				variants = true
			}
		}
		if !variants || len(rows) >= n.first {
			return rows, true, nil
		}
	}
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
