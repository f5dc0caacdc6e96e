package vector

import "fmt"

// Reorder returns a view of ix with new row numbers: row r of the view is row order[r] of ix. Use it to compare an
// index that renumbers its rows with an index of the original vectors. Close of either closes both.
func Reorder(ix Index, order []int64) (Index, error) {
	if len(order) != ix.Len() {
		return nil, fmt.Errorf("order has %d rows, index has %d", len(order), ix.Len())
	}
	inverse := make([]int64, len(order))
	for i := range inverse {
		inverse[i] = -1
	}
	for to, from := range order {
		if from < 0 || from >= int64(len(order)) || inverse[from] >= 0 {
			return nil, fmt.Errorf("order is not a permutation: entry %d is %d", to, from)
		}
		inverse[from] = int64(to)
	}
	return &reordered{Index: ix, order: order, inverse: inverse}, nil
}

type reordered struct {
	Index
	order, inverse []int64
}

func (r *reordered) Search(query []float32, k int) ([]Hit, error) {
	hits, err := r.Index.Search(query, k)
	if err != nil {
		return nil, err
	}
	for i := range hits {
		hits[i].Row = r.inverse[hits[i].Row]
	}
	SortHits(hits)
	return hits, nil
}

func (r *reordered) Vector(row int64) ([]float32, error) {
	if row < 0 || row >= int64(len(r.order)) {
		return nil, fmt.Errorf("%w: %d of %d", ErrRow, row, len(r.order))
	}
	return r.Index.Vector(r.order[row])
}
