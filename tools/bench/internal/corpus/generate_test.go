package corpus

import (
	"errors"
	"math"
	"slices"
	"testing"
)

var fourVectors = &Set{Dim: 2, Vectors: [][]float32{{1, 0}, {0, 1}, {-1, 0}, {.6, .8}}}

func generate(t *testing.T, n int, seed uint64) (all [][]float32) {
	t.Helper()
	err := fourVectors.Generate(n, seed, func(i int, v []float32) error {
		if i != len(all) {
			t.Fatalf("index = %d, want %d", i, len(all))
		}
		all = append(all, slices.Clone(v))
		return nil
	})
	if err != nil || len(all) != n {
		t.Fatalf("Generate(%d) produced %d vectors, %v, want %d, nil", n, len(all), err, n)
	}
	return all
}

func TestGenerateIsDeterministicAndNormalized(t *testing.T) {
	got := generate(t, 100, 1)
	for _, v := range got {
		if l := math.Hypot(float64(v[0]), float64(v[1])); math.Abs(l-1) > 1e-5 {
			t.Fatalf("vector %v has length %v, want 1", v, l)
		}
	}
	if !slices.EqualFunc(got[:10], generate(t, 10, 1), slices.Equal) {
		t.Error("Generate(10) is not a prefix of a longer run with the same seed")
	}
	if slices.EqualFunc(got, generate(t, 100, 2), slices.Equal) {
		t.Error("two seeds give the same vectors")
	}
}

func TestGenerateStartsWithTheRealVectors(t *testing.T) {
	got, want := generate(t, 4, 3), slices.Clone(fourVectors.Vectors)
	slices.SortFunc(want, slices.Compare)
	slices.SortFunc(got, slices.Compare)
	if !slices.EqualFunc(got, want, slices.Equal) {
		t.Errorf("first vectors = %v, want %v in any order", got, want)
	}
}

func TestGenerateStopsAtTheFirstError(t *testing.T) {
	full, calls := errors.New("full"), 0
	err := fourVectors.Generate(9, 1, func(int, []float32) error { calls++; return full })
	if !errors.Is(err, full) || calls != 1 {
		t.Errorf("Generate = %v after %d calls, want %v after 1", err, calls, full)
	}
}
