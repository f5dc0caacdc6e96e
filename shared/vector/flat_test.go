package vector_test

import (
	"errors"
	"math"
	"slices"
	"testing"

	"shopfyp.dev/shared/vector"
	"shopfyp.dev/shared/vector/vectortest"
)

func newFlat(tb testing.TB, dim int, vectors []float32) *vector.Flat {
	tb.Helper()
	f, err := vector.NewFlat(dim, vectors)
	if err != nil {
		tb.Fatal(err)
	}
	return f
}

func TestFlat(t *testing.T) {
	vectortest.TestIndex(t, func(t *testing.T, dim int, vectors []float32) vector.Index {
		return newFlat(t, dim, vectors)
	})
}

func TestNewFlatRefuses(t *testing.T) {
	tests := []struct {
		name    string
		dim     int
		vectors []float32
		want    error // nil: any
	}{
		{"dimension 0", 0, nil, vector.ErrDimension},
		{"dimension below 0", -3, []float32{1, 2, 3}, vector.ErrDimension},
		{"incomplete vector", 2, []float32{1, 2, 3}, vector.ErrDimension},
		{"NaN", 2, []float32{1, 2, 3, float32(math.NaN())}, nil},
		{"infinity", 1, []float32{float32(math.Inf(-1))}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f, err := vector.NewFlat(tt.dim, tt.vectors)
			if err == nil || f != nil {
				t.Fatalf("NewFlat(%d, %v) = %v, %v, want an error", tt.dim, tt.vectors, f, err)
			}
			if tt.want != nil && !errors.Is(err, tt.want) {
				t.Errorf("NewFlat(%d, %v): %v, want %v", tt.dim, tt.vectors, err, tt.want)
			}
		})
	}
}

func TestFlatSearch(t *testing.T) {
	f := newFlat(t, 2, []float32{0, 0, 3, 4, 1, 0, 0, 1})
	got, err := f.Search([]float32{0, 0}, 3)
	want := []vector.Hit{{Row: 0, Distance: 0}, {Row: 2, Distance: 1}, {Row: 3, Distance: 1}}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("Search = %v, %v, want %v", got, err, want)
	}
}

func TestSquaredL2(t *testing.T) {
	for _, n := range []int{0, 1, 7, 8, 9, 15, 16, 100, 384} {
		v := vectortest.Clustered(uint64(n), 2, max(n, 1), 1)
		a, b := v[:n], v[max(n, 1):]
		want := 0.0
		for i, x := range a {
			want += math.Pow(float64(x)-float64(b[i]), 2)
		}
		if got := vector.SquaredL2(a, b); math.Abs(float64(got)-want) > 1e-5*want {
			t.Errorf("SquaredL2 of %d elements = %v, want %v", n, got, want)
		}
	}
}

func BenchmarkFlat(b *testing.B) {
	const rows, dim = 10_000, 384
	vectors := vectortest.Clustered(1, rows, dim, 100)
	vectortest.BenchmarkIndex(b, newFlat(b, dim, vectors), vectortest.Queries(2, 64, dim, vectors))
}
