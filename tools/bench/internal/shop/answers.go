package shop

import (
	"errors"
	"fmt"

	"shopfyp.dev/shared/vector"
	"shopfyp.dev/tools/bench/internal/corpus"
)

// answers is exact search that knows what it answers to some queries, and nothing else: over vectors so many
// that to compare a query with all of them takes seconds.
type answers struct {
	dim     int
	vectors []float32
	queries [][]float32
	hits    map[*float32][]vector.Hit // by the queries' first elements
}

var _ vector.Index = (*answers)(nil)

func newAnswers(set *corpus.Set, vectors []float32, places []int, hits [][]vector.Hit) *answers {
	a := &answers{dim: set.Dim, vectors: vectors, hits: make(map[*float32][]vector.Hit)}
	for i, place := range places {
		q := set.Queries[place*set.Dim:][:set.Dim]
		a.queries = append(a.queries, q)
		a.hits[&q[0]] = hits[i]
	}
	return a
}

func (a *answers) Len() int { return len(a.vectors) / a.dim }
func (a *answers) Dim() int { return a.dim }

func (a *answers) Search(query []float32, k int) ([]vector.Hit, error) {
	hits := a.hits[&query[0]]
	if len(hits) != k {
		return nil, errors.New("a query without an answer")
	}
	return append([]vector.Hit(nil), hits...), nil
}

func (a *answers) Vector(row int64) ([]float32, error) {
	if row < 0 || row >= int64(a.Len()) {
		return nil, fmt.Errorf("%w: %d of %d", vector.ErrRow, row, a.Len())
	}
	return a.vectors[int(row)*a.dim:][:a.dim], nil
}

func (a *answers) Close() error { return nil }
