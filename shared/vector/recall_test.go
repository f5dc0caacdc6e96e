package vector_test

import (
	"errors"
	"testing"

	"shopfyp.dev/shared/vector"
	"shopfyp.dev/shared/vector/vectortest"
)

// An answering is an index that returns the same hits for every query.
type answering struct {
	vector.Index
	hits []vector.Hit
	err  error
}

func (a answering) Search([]float32, int) ([]vector.Hit, error) { return a.hits, a.err }

func rows(rows ...int64) []vector.Hit {
	var hits []vector.Hit
	for _, r := range rows {
		hits = append(hits, vector.Hit{Row: r})
	}
	return hits
}

func TestRecall(t *testing.T) {
	exact := newFlat(t, 1, []float32{0, 1, 2, 3, -2, 10})
	queries := [][]float32{{0}, {0}}
	tests := []struct {
		name string
		hits []vector.Hit
		k    int
		want float64
	}{
		{"all", rows(0, 1), 2, 1},
		{"half", rows(0, 5), 2, .5},
		{"none", rows(4, 5), 2, 0},
		{"too few", rows(0), 2, .5},
		{"no hits", nil, 2, 0},
		{"tie with the farthest hit", rows(0, 1, 4), 3, 1},
		{"duplicate row", rows(0, 0), 2, .5},
		{"k above the size", rows(0, 1, 2, 3, 4, 5), 100, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := vector.Recall(answering{Index: exact, hits: tt.hits}, exact, queries, tt.k)
			if err != nil || got != tt.want {
				t.Errorf("Recall of %v at %d = %v, %v, want %v", tt.hits, tt.k, got, err, tt.want)
			}
		})
	}
}

func TestRecallIsTheMean(t *testing.T) {
	exact := newFlat(t, 1, []float32{0, 1, 10, 11})
	got, err := vector.Recall(answering{Index: exact, hits: rows(0, 1)}, exact, [][]float32{{0}, {10}, {11}, {1}}, 2)
	if err != nil || got != .5 {
		t.Errorf("Recall of an index that is correct for two of four queries = %v, %v, want 0.5", got, err)
	}
}

func TestRecallOfEmptyIndexes(t *testing.T) {
	empty := newFlat(t, 2, nil)
	if got, err := vector.Recall(empty, empty, [][]float32{{1, 2}}, 3); err != nil || got != 1 {
		t.Errorf("Recall of empty indexes = %v, %v, want 1", got, err)
	}
}

func TestRecallErrors(t *testing.T) {
	exact := newFlat(t, 1, []float32{0, 1})
	broken := errors.New("broken")
	one := [][]float32{{0}}
	tests := []struct {
		name          string
		approx, exact vector.Index
		queries       [][]float32
		k             int
		want          error // nil: any
	}{
		{"no queries", exact, exact, nil, 1, nil},
		{"k = 0", exact, exact, one, 0, nil},
		{"exact fails", exact, answering{Index: exact, err: broken}, one, 1, broken},
		{"approx fails", answering{Index: exact, err: broken}, exact, one, 1, broken},
		{"approx returns an invalid row", answering{Index: exact, hits: rows(7)}, exact, one, 1, vector.ErrRow},
		{"query of another dimension", exact, exact, [][]float32{{1, 2}}, 1, vector.ErrDimension},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := vector.Recall(tt.approx, tt.exact, tt.queries, tt.k)
			if err == nil || tt.want != nil && !errors.Is(err, tt.want) {
				t.Errorf("Recall = %v, %v, want error %v", got, err, tt.want)
			}
		})
	}
}

func TestReorder(t *testing.T) {
	vectortest.TestIndex(t, func(t *testing.T, dim int, vectors []float32) vector.Index {
		n := len(vectors) / dim
		order := make([]int64, n)
		for i := range order {
			order[i] = int64(n - 1 - i)
		}
		ix, err := vector.Reorder(newFlat(t, dim, vectors), order)
		if err != nil {
			t.Fatal(err)
		}
		return ix
	})
}

func TestReorderRefuses(t *testing.T) {
	f := newFlat(t, 1, []float32{0, 1, 2})
	for _, order := range [][]int64{nil, {0, 1}, {0, 1, 2, 3}, {0, 0, 1}, {0, 1, 3}, {-1, 0, 1}} {
		if ix, err := vector.Reorder(f, order); err == nil {
			t.Errorf("Reorder(f, %v) = %v, want an error", order, ix)
		}
	}
}
