package overlay

import (
	"math"
	"slices"

	"shopfyp.dev/shared/vector"
)

// index is the vector index of a snapshot and its changes.
type index struct {
	snapshot vector.Index
	*state
}

var _ vector.Index = index{}

// Len returns the number of rows, including those that are not found anymore.
func (x index) Len() int { return int(x.first) + len(x.rows) }

// Dim implements vector.Index.
func (x index) Dim() int { return x.snapshot.Dim() }

// Search implements vector.Index. It never returns a row that is not found anymore.
//
// A search of the snapshot returns all of its rows up to the distance of the last hit. Up to that distance, the rows of
// the snapshot and the changes are complete. If fewer than k of them are left, Search asks for more hits.
func (x index) Search(query []float32, k int) ([]vector.Hit, error) {
	for asked := k; ; asked *= 2 {
		hits, err := x.snapshot.Search(query, asked)
		if err != nil || k == 0 { // also if the query has another dimension
			return nil, err
		}
		complete := float32(math.Inf(1))
		if len(hits) == asked && asked < int(x.first) {
			complete = hits[len(hits)-1].Distance
		}
		exhausted := math.IsInf(float64(complete), 1)
		found := x.merge(query, hits, k, complete)
		if len(found) == k || exhausted {
			return found, nil
		}
	}
}

// merge returns the nearest k of the snapshot's hits, at their current rows, and of the scanned products within a
// distance.
func (x index) merge(query []float32, hits []vector.Hit, k int, within float32) []vector.Hit {
	found := hits[:0]
	for _, h := range hits {
		if h, ok := x.move(query, h); ok {
			found = append(found, h)
		}
	}
	for _, h := range x.scanned.codes.Nearest(query, k, within) {
		found = append(found, vector.Hit{Row: x.scanned.rows[h.Row], Distance: h.Distance})
	}
	vector.SortHits(found)
	return found[:min(k, len(found))]
}

// move returns the hit of the snapshot at its current row. It returns false if the snapshot's row is not found anymore.
func (x index) move(query []float32, h vector.Hit) (vector.Hit, bool) {
	m, ok := x.moved[h.Row]
	if !ok {
		return h, true
	}
	if m.row == gone || !m.near {
		return h, false
	}
	return vector.Hit{Row: m.row, Distance: vector.SquaredL2(query, x.at(m.row).vector)}, true
}

// Vector implements vector.Index.
func (x index) Vector(row int64) ([]float32, error) {
	if p := x.at(row); p != nil {
		return slices.Clone(p.vector), nil
	}
	return x.snapshot.Vector(row)
}

// Close does nothing: the snapshot belongs to its opener.
func (x index) Close() error { return nil }
