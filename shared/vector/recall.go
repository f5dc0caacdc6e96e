package vector

import (
	"errors"
	"fmt"
	"runtime"

	"golang.org/x/sync/errgroup"
)

// Recall returns the recall@k of approx against exact, from 0 to 1, as the mean over the queries. Both indexes must use
// the same row numbers. To measure several indexes against one exact index, use a GroundTruth.
func Recall(approx, exact Index, queries [][]float32, k int) (float64, error) {
	t, err := NewGroundTruth(exact, queries, k)
	if err != nil {
		return 0, err
	}
	return t.Recall(approx)
}

// A GroundTruth holds the results of an exact index for queries.
type GroundTruth struct {
	exact   Index
	queries [][]float32
	k       int
	answers [][]Hit
}

// NewGroundTruth searches exact for the k nearest rows of every query, on all cores.
// The caller must not close exact or change queries before the last call of Recall.
func NewGroundTruth(exact Index, queries [][]float32, k int) (*GroundTruth, error) {
	if len(queries) == 0 || k <= 0 {
		return nil, errors.New("recall needs queries and k > 0")
	}
	t := &GroundTruth{exact: exact, queries: queries, k: k, answers: make([][]Hit, len(queries))}
	err := t.each(func(i int) (err error) {
		t.answers[i], err = exact.Search(queries[i], k)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("exact search: %w", err)
	}
	return t, nil
}

// Recall returns the recall of approx.
//
// A hit counts as found if its exact distance is at most that of the farthest exact hit. So ties do not
// matter. Duplicate rows count once. The recall of a query without exact hits is 1.
func (t *GroundTruth) Recall(approx Index) (float64, error) {
	parts := make([]float64, len(t.queries))
	err := t.each(func(i int) error {
		hits, err := approx.Search(t.queries[i], t.k)
		if err != nil {
			return err
		}
		parts[i], err = t.part(i, hits)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("recall: %w", err)
	}
	sum := 0.0
	for _, p := range parts {
		sum += p
	}
	return sum / float64(len(parts)), nil
}

// part returns the recall of hits for query i.
func (t *GroundTruth) part(i int, hits []Hit) (float64, error) {
	answer := t.answers[i]
	if len(answer) == 0 {
		return 1, nil
	}
	const rounding = 1 + 1e-5 // indexes add the same terms in different orders
	limit := answer[len(answer)-1].Distance * rounding
	found := make(map[int64]bool, len(hits))
	for _, h := range hits {
		v, err := t.exact.Vector(h.Row)
		if err != nil {
			return 0, fmt.Errorf("query %d: %w", i, err)
		}
		if SquaredL2(t.queries[i], v) <= limit {
			found[h.Row] = true
		}
	}
	return float64(min(len(found), len(answer))) / float64(len(answer)), nil
}

// each calls f for every query, on all cores, and returns the first error.
func (t *GroundTruth) each(f func(query int) error) error {
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i := range t.queries {
		g.Go(func() error { return f(i) })
	}
	return g.Wait()
}
