package vectortest

import (
	"errors"
	"math"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shopfyp.dev/shared/vector"
)

// A Build returns an index of vectors, which holds rows of dim elements in row-major order. It may renumber the rows.
// The test closes the index.
type Build func(t *testing.T, dim int, vectors []float32) vector.Index

// An Option describes how an index differs from an exact index.
type Option func(*suite)

// Tolerance sets the maximum error of distances and of vector elements.
func Tolerance(t float32) Option { return func(s *suite) { s.tolerance = t } }

// Approximate is for an index whose searches can miss neighbors.
func Approximate() Option { return func(s *suite) { s.approximate = true } }

// NoEmpty is for an index that needs at least one vector.
func NoEmpty() Option { return func(s *suite) { s.noEmpty = true } }

// TestIndex tests that the indexes that build returns implement vector.Index.
func TestIndex(t *testing.T, build Build, opts ...Option) {
	s := &suite{build: build}
	for _, o := range opts {
		o(s)
	}
	t.Run("Sizes", s.testSizes)
	t.Run("Neighbors", s.testNeighbors)
	t.Run("Order", s.testOrder)
	t.Run("Ties", s.testTies)
	t.Run("K", s.testK)
	t.Run("Empty", s.testEmpty)
	t.Run("BadQuery", s.testBadQuery)
	t.Run("QueryIsOnlyRead", s.testQueryIsOnlyRead)
	t.Run("Vector", s.testVector)
	t.Run("NoSuchRow", s.testNoSuchRow)
	t.Run("Close", s.testClose)
	t.Run("Concurrent", s.testConcurrent)
	t.Run("CloseDuringSearch", s.testCloseDuringSearch)
}

type suite struct {
	build       Build
	tolerance   float32
	approximate bool
	noEmpty     bool
}

const (
	testDim  = 24 // a multiple of some SIMD widths, but not of others
	testRows = 500
)

func (s *suite) open(t *testing.T) (vector.Index, []float32) {
	t.Helper()
	vectors := Clustered(7, testRows, testDim, 20)
	return s.openWith(t, testDim, vectors), vectors
}

func (s *suite) openWith(t *testing.T, dim int, vectors []float32) vector.Index {
	t.Helper()
	ix := s.build(t, dim, vectors)
	t.Cleanup(func() {
		if err := ix.Close(); err != nil {
			t.Errorf("Close() = %v", err)
		}
	})
	return ix
}

func (s *suite) testSizes(t *testing.T) {
	ix, _ := s.open(t)
	if ix.Len() != testRows || ix.Dim() != testDim {
		t.Errorf("Len(), Dim() = %d, %d, want %d, %d", ix.Len(), ix.Dim(), testRows, testDim)
	}
}

// testNeighbors compares the distances of hits with exhaustive search. It ignores row numbers, since the index may
// choose them.
func (s *suite) testNeighbors(t *testing.T) {
	ix, vectors := s.open(t)
	const k = 10
	wrong := 0
	queries := Queries(1, 50, testDim, vectors)
	for _, q := range queries {
		want := nearestDistances(q, vectors, k)
		for i, h := range search(t, ix, q, k) {
			if !s.near(h.Distance, want[i]) {
				wrong++
			}
		}
	}
	if !s.approximate && wrong > 0 {
		t.Errorf("%d of %d distances are not exact", wrong, k*len(queries))
	}
	if s.approximate && wrong > k*len(queries)/2 {
		t.Errorf("%d of %d distances are not exact, want at most half", wrong, k*len(queries))
	}
}

// testOrder checks the order of hits and compares their distances with the vectors of their rows.
func (s *suite) testOrder(t *testing.T) {
	ix, vectors := s.open(t)
	for _, q := range Queries(2, 20, testDim, vectors) {
		hits := search(t, ix, q, 40)
		checkOrder(t, hits)
		for _, h := range hits {
			v, err := ix.Vector(h.Row)
			if err != nil {
				t.Fatalf("Vector(%d) of a hit: %v", h.Row, err)
			}
			if d := vector.SquaredL2(q, v); !s.near(d, h.Distance) {
				t.Errorf("hit %+v: the distance to its vector is %v", h, d)
			}
		}
	}
}

func (s *suite) testTies(t *testing.T) {
	_, once := s.open(t)
	ix := s.openWith(t, testDim, slices.Concat(once, once, once))
	for _, q := range Queries(3, 20, testDim, once) {
		hits := search(t, ix, q, 30)
		checkOrder(t, hits)
		if len(hits) < 3 || hits[0].Distance != hits[1].Distance || hits[1].Distance != hits[2].Distance {
			t.Errorf("first hits of vectors stored three times = %v, want three with the same distance", hits[:min(4, len(hits))])
		}
	}
}

func (s *suite) testK(t *testing.T) {
	ix, vectors := s.open(t)
	q := vectors[:testDim]
	for _, k := range []int{0, 1, testRows - 1, testRows, testRows + 1, 100 * testRows, math.MaxInt} {
		hits := search(t, ix, q, k)
		most := min(k, testRows)
		if len(hits) > most || !s.approximate && len(hits) < most {
			t.Errorf("Search(q, %d) returned %d hits of %d vectors, want %d", k, len(hits), testRows, most)
		}
		checkOrder(t, hits)
	}
}

func (s *suite) testEmpty(t *testing.T) {
	if s.noEmpty {
		t.Skip("this index cannot be empty")
	}
	ix := s.openWith(t, testDim, nil)
	if ix.Len() != 0 || ix.Dim() != testDim {
		t.Errorf("Len(), Dim() = %d, %d, want 0, %d", ix.Len(), ix.Dim(), testDim)
	}
	if hits := search(t, ix, make([]float32, testDim), 5); len(hits) != 0 {
		t.Errorf("Search of an empty index = %v, want no hits", hits)
	}
	if _, err := ix.Vector(0); !errors.Is(err, vector.ErrRow) {
		t.Errorf("Vector(0) of an empty index: %v, want ErrRow", err)
	}
}

func (s *suite) testBadQuery(t *testing.T) {
	ix, vectors := s.open(t)
	with := func(i int, x float64) []float32 {
		q := slices.Clone(vectors[:testDim])
		q[i] = float32(x)
		return q
	}
	tests := []struct {
		name  string
		query []float32
		k     int
		want  error
	}{
		{"nil", nil, 3, vector.ErrDimension},
		{"too short", vectors[:testDim-1], 3, vector.ErrDimension},
		{"too long", vectors[:testDim+1], 3, vector.ErrDimension},
		{"wrong length, k = 0", vectors[:1], 0, vector.ErrDimension},
		{"NaN", with(0, math.NaN()), 3, vector.ErrQuery},
		{"infinity", with(testDim-1, math.Inf(1)), 3, vector.ErrQuery},
		{"minus infinity", with(5, math.Inf(-1)), 3, vector.ErrQuery},
		{"k < 0", vectors[:testDim], -1, vector.ErrQuery},
		{"k far below 0", vectors[:testDim], math.MinInt, vector.ErrQuery},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if hits, err := ix.Search(tt.query, tt.k); !errors.Is(err, tt.want) || hits != nil {
				t.Errorf("Search(%v, %d) = %v, %v, want %v", tt.query, tt.k, hits, err, tt.want)
			}
		})
	}
}

func (s *suite) testQueryIsOnlyRead(t *testing.T) {
	ix, vectors := s.open(t)
	q := slices.Clone(vectors[:testDim])
	first := search(t, ix, q, 5)
	if diff := cmp.Diff(vectors[:testDim], q); diff != "" {
		t.Errorf("Search changed its query (-before +after):\n%s", diff)
	}
	kept := slices.Clone(first)
	clear(q)
	search(t, ix, q, 5)
	if diff := cmp.Diff(kept, first); diff != "" {
		t.Errorf("a second search changed the hits of the first (-before +after):\n%s", diff)
	}
}

// testVector checks that every stored vector has exactly one row.
func (s *suite) testVector(t *testing.T) {
	ix, vectors := s.open(t)
	missing := make(map[int]bool)
	for row := range testRows {
		missing[row] = true
	}
	for row := range int64(testRows) {
		v, err := ix.Vector(row)
		if err != nil || len(v) != testDim {
			t.Fatalf("Vector(%d) has %d elements, error %v", row, len(v), err)
		}
		for stored := range missing {
			if s.same(v, vectors[stored*testDim:][:testDim]) {
				delete(missing, stored)
				break
			}
		}
		v[0] = 1e6 // v must be a copy
	}
	if len(missing) > 0 {
		t.Errorf("%d of %d stored vectors have no row", len(missing), testRows)
	}
	if v, err := ix.Vector(0); err != nil || v[0] == 1e6 {
		t.Errorf("Vector(0) after the caller changed an earlier result = %v, %v", v, err)
	}
}

func (s *suite) testNoSuchRow(t *testing.T) {
	ix, _ := s.open(t)
	for _, row := range []int64{-1, testRows, testRows + 1, math.MaxInt64, math.MinInt64} {
		if v, err := ix.Vector(row); !errors.Is(err, vector.ErrRow) || v != nil {
			t.Errorf("Vector(%d) = %v, %v, want ErrRow", row, v, err)
		}
	}
}

func (s *suite) testClose(t *testing.T) {
	ix, vectors := s.open(t)
	for i := range 3 {
		if err := ix.Close(); err != nil {
			t.Errorf("Close() call %d = %v", i+1, err)
		}
	}
	if _, err := ix.Search(vectors[:testDim], 3); !errors.Is(err, vector.ErrClosed) {
		t.Errorf("Search of a closed index: %v, want ErrClosed", err)
	}
	if _, err := ix.Vector(0); !errors.Is(err, vector.ErrClosed) {
		t.Errorf("Vector of a closed index: %v, want ErrClosed", err)
	}
}

func (s *suite) testConcurrent(t *testing.T) {
	ix, vectors := s.open(t)
	queries := Queries(4, 16, testDim, vectors)
	want := make([][]vector.Hit, len(queries))
	for i, q := range queries {
		want[i] = search(t, ix, q, 10)
	}
	var wg sync.WaitGroup
	for g := range 16 {
		wg.Go(func() {
			for n := range 50 {
				i := (g + n) % len(queries)
				if hits, err := ix.Search(queries[i], 10); err != nil || !slices.Equal(hits, want[i]) {
					t.Errorf("concurrent Search = %v, %v, want %v as without concurrency", hits, err, want[i])
					return
				}
			}
		})
	}
	wg.Wait()
}

// testCloseDuringSearch closes an index during searches, which must succeed or return ErrClosed.
func (s *suite) testCloseDuringSearch(t *testing.T) {
	ix, vectors := s.open(t)
	var wg, started sync.WaitGroup
	started.Add(8)
	for range 8 {
		wg.Go(func() {
			for n := 0; ; n++ {
				_, err := ix.Search(vectors[:testDim], 3)
				if n == 0 {
					started.Done()
				}
				if errors.Is(err, vector.ErrClosed) {
					return
				}
				if err != nil {
					t.Errorf("Search during Close = %v, want hits or ErrClosed", err)
					return
				}
			}
		})
	}
	started.Wait()
	if err := ix.Close(); err != nil {
		t.Errorf("Close() during searches = %v", err)
	}
	wg.Wait()
}
