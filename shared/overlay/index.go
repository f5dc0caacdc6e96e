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
		found := x.merge(query, x.bounds(query), hits, k, complete)
		if len(found) == k || exhausted {
			return found, nil
		}
	}
}

// rememberedRows is the number of changed products from which their bounds are worth remembering.
const rememberedRows = 500

// bounds returns the bounds of the changed products' distances. It computes them in the caller's goroutine: on a busy
// machine, waiting for another one takes longer than the bounds of 10,000 products.
func (x index) bounds(query []float32) []float32 {
	if len(x.codes) < rememberedRows {
		return vector.Bounds(query, x.codes)
	}
	bounds := x.recent.get(query)
	if bounds == nil {
		bounds = vector.Bounds(query, x.codes)
		x.recent.put(query, bounds)
	}
	return bounds
}

// merge returns the nearest k of the snapshot's hits that are still found and of the changes within a distance.
func (x index) merge(query, bounds []float32, hits []vector.Hit, k int, within float32) []vector.Hit {
	found := slices.DeleteFunc(hits, func(h vector.Hit) bool { return x.isMoved(h.Row) })
	for _, h := range vector.Nearest(query, x.vectors, bounds, k, within) {
		found = append(found, vector.Hit{Row: x.first + h.Row, Distance: h.Distance})
	}
	vector.SortHits(found)
	return found[:min(k, len(found))]
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
