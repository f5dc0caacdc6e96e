package vector

import (
	"cmp"
	"fmt"
	"slices"
	"sync/atomic"
)

// Flat is an exact index in memory: Search compares the query with every vector.
// Recall uses it as the ground truth for other indexes, and tests use it as a fake.
type Flat struct {
	dim, count int
	vectors    atomic.Pointer[[]float32] // nil once closed
}

// NewFlat returns an index of vectors, which holds rows of dim finite elements in row-major order.
// It keeps the slice. The caller must not change it before Close.
func NewFlat(dim int, vectors []float32) (*Flat, error) {
	if err := CheckVectors(dim, vectors); err != nil {
		return nil, fmt.Errorf("flat index: %w", err)
	}
	f := &Flat{dim: dim, count: len(vectors) / dim}
	f.vectors.Store(&vectors)
	return f, nil
}

// Len returns the number of vectors.
func (f *Flat) Len() int { return f.count }

// Dim returns the number of elements of each vector.
func (f *Flat) Dim() int { return f.dim }

// Search returns the k nearest vectors, or all if there are fewer.
func (f *Flat) Search(query []float32, k int) ([]Hit, error) {
	vectors := f.vectors.Load()
	if vectors == nil {
		return nil, ErrClosed
	}
	if err := CheckQuery(query, f.dim, k); err != nil {
		return nil, err
	}
	return f.nearest(query, *vectors, min(k, f.count)), nil
}

func (f *Flat) nearest(query, vectors []float32, k int) []Hit {
	if k == 0 {
		return nil
	}
	best := make(nearestHeap, 0, k)
	for row := range f.count {
		best.offer(Hit{Row: int64(row), Distance: SquaredL2(query, vectors[row*f.dim:])})
	}
	SortHits(best)
	return best
}

// Vector returns a copy of a row's vector.
func (f *Flat) Vector(row int64) ([]float32, error) {
	vectors := f.vectors.Load()
	if vectors == nil {
		return nil, ErrClosed
	}
	if row < 0 || row >= int64(f.count) {
		return nil, fmt.Errorf("%w: %d of %d", ErrRow, row, f.count)
	}
	return slices.Clone((*vectors)[int(row)*f.dim : (int(row)+1)*f.dim]), nil
}

// Close releases the vectors.
func (f *Flat) Close() error {
	f.vectors.Store(nil)
	return nil
}

// SortHits sorts hits as Index.Search does.
func SortHits(hits []Hit) { slices.SortFunc(hits, compareHits) }

func compareHits(a, b Hit) int {
	return cmp.Or(cmp.Compare(a.Distance, b.Distance), cmp.Compare(a.Row, b.Row))
}
