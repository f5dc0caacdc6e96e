package corpus

import (
	"errors"
	"math"
	"slices"
	"testing"
)

func fourVectors() *Set {
	return &Set{Dim: 2, Vectors: []float32{1, 0, 0, 1, -1, 0, .6, .8}}
}

func generate(t *testing.T, n int, seed uint64) (all []float32) {
	t.Helper()
	s := fourVectors()
	err := s.Generate(n, seed, func(first int, vectors []float32) error {
		if first*s.Dim != len(all) {
			t.Fatalf("block starts at vector %d, want %d", first, len(all)/s.Dim)
		}
		all = append(all, vectors...)
		return nil
	})
	if err != nil || len(all) != n*s.Dim {
		t.Fatalf("Generate(%d) produced %d elements, error %v", n, len(all), err)
	}
	return all
}

func TestGenerateIsDeterministicAndNormalized(t *testing.T) {
	const n = 2*blockRows + 3
	got := generate(t, n, 1)
	for row := range slices.Chunk(got, 2) {
		if l := math.Hypot(float64(row[0]), float64(row[1])); math.Abs(l-1) > 1e-5 {
			t.Fatalf("vector %v has length %v, want 1", row, l)
		}
	}
	if !slices.Equal(got, generate(t, n, 1)) {
		t.Error("two runs with the same seed differ")
	}
	if !slices.Equal(got[:20], generate(t, 10, 1)) {
		t.Error("Generate(10) is not a prefix of a longer run")
	}
	if slices.Equal(got, generate(t, n, 2)) {
		t.Error("two seeds give the same vectors")
	}
}

func TestGenerateStartsWithTheRealVectors(t *testing.T) {
	want := slices.Collect(slices.Chunk(fourVectors().Vectors, 2))
	got := slices.Collect(slices.Chunk(generate(t, 4, 3), 2))
	slices.SortFunc(want, slices.Compare)
	slices.SortFunc(got, slices.Compare)
	if !slices.EqualFunc(got, want, slices.Equal) {
		t.Errorf("first vectors = %v, want %v in any order", got, want)
	}
}

func TestGenerateStopsAtTheFirstError(t *testing.T) {
	full, calls := errors.New("full"), 0
	err := fourVectors().Generate(3*blockRows, 1, func(int, []float32) error { calls++; return full })
	if !errors.Is(err, full) || calls != 1 {
		t.Errorf("Generate = %v after %d calls, want %v after 1", err, calls, full)
	}
	if err := (&Set{}).Generate(1, 1, nil); err == nil {
		t.Error("Generate on an empty set returned no error")
	}
}
