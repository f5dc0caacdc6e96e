package engine

import (
	"slices"

	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/vector"
)

// index searches a collection by vector.
type index struct {
	*session
	condition recommend.Condition
}

var _ recommend.FilteringIndex = index{}

// Len returns the number of products of the collection.
func (x index) Len() int {
	n, err := x.length(x.ctx)
	if err != nil {
		x.fail(err)
	}
	return n
}

// Dim implements vector.Index.
func (x index) Dim() int { return x.collection.Info().Dim }

// Where implements recommend.FilteringIndex.
func (x index) Where(c recommend.Condition) vector.Index { return index{x.session, c} }

// Search implements vector.Index. It finds at most MaxHits.
func (x index) Search(query []float32, k int) ([]vector.Hit, error) {
	if err := x.failed(); err != nil {
		return nil, err
	}
	k = min(k, MaxHits)
	if hits, ok := x.prepared.nearest(query, k, x.condition); ok {
		return hits, nil
	}
	found, err := x.collection.Nearest(x.ctx, query, k, x.condition)
	if err != nil {
		return nil, x.fail(err)
	}
	return x.hits(found), nil
}

// hits keeps the products of hits and returns the hits as those of an index.
func (s *session) hits(found []Hit) []vector.Hit {
	kept, rows := s.addHits(found)
	hits := make([]vector.Hit, len(kept))
	for i := range kept {
		hits[i] = vector.Hit{Row: rows[i], Distance: kept[i].Score}
	}
	vector.SortHits(hits)
	return hits
}

// Vector implements vector.Index.
func (x index) Vector(row int64) ([]float32, error) {
	p := x.product(row)
	if p == nil {
		return nil, x.missing(row)
	}
	return slices.Clone(p.Vector), nil
}

// Close does nothing: the collection belongs to Views.
func (x index) Close() error { return nil }
