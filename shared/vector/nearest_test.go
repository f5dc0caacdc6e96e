package vector

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func randomVectors(rng *rand.Rand, n, dim int) (all [][]float32, flat []float32) {
	for range n {
		v := make([]float32, dim)
		for i := range v {
			v[i] = float32(rng.NormFloat64())
		}
		all, flat = append(all, v), append(flat, v...)
	}
	return all, flat
}

// Nearest and Flat find the same vectors, whatever instructions the CPU has.
func TestNearest(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 3))
	for _, dim := range []int{1, 7, 32, 33, 64, 384} {
		vectors, all := randomVectors(rng, 200, dim)
		vectors = append(vectors, vectors[5], vectors[5]) // ties
		all = append(append(all, vectors[5]...), vectors[5]...)
		flat, err := NewFlat(dim, all)
		if err != nil {
			t.Fatal(err)
		}
		query, _ := randomVectors(rng, 1, dim)
		query = append(query, vectors[5])
		for _, q := range query {
			bounds := Bounds(q, codesOf(vectors))
			for _, k := range []int{0, 1, 3, 50, 1000} {
				want, err := flat.Search(q, k)
				if err != nil {
					t.Fatal(err)
				}
				if got := Nearest(q, vectors, bounds, k, float32(math.Inf(1))); !slices.Equal(got, want) {
					t.Errorf("dimension %d, k %d: Nearest = %v, want %v", dim, k, got, want)
				}
				if k < 3 {
					continue
				}
				within := want[len(want)/2].Distance
				inside := slices.DeleteFunc(slices.Clone(want), func(h Hit) bool { return h.Distance > within })
				if got := Nearest(q, vectors, bounds, k, within); !slices.Equal(got, inside) {
					t.Errorf("dimension %d, k %d: Nearest within %v = %v, want %v", dim, k, within, got, inside)
				}
			}
		}
	}
}

func codesOf(vectors [][]float32) (codes []Code) {
	for _, v := range vectors {
		codes = append(codes, NewCode(v))
	}
	return codes
}

// A bound is never larger than the distance, and close to it.
func TestBounds(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 4))
	for _, dim := range []int{1, 31, 32, 64, 96, 384, 1000, 2048} {
		vectors, _ := randomVectors(rng, 50, dim)
		vectors = append(vectors, make([]float32, dim))
		for _, q := range vectors {
			for i, bound := range Bounds(q, codesOf(vectors)) {
				d := SquaredL2(q, vectors[i])
				if bound > d || dim >= 64 && float64(bound) < .8*float64(d)-.1 {
					t.Fatalf("dimension %d: bound %v of the squared distance %v", dim, bound, d)
				}
			}
		}
	}
}

func TestDot(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 5))
	for _, n := range []int{0, 1, 31, 32, 64, 96, 384, 2048} {
		a, b := make([]int8, n), make([]int8, n)
		for range 20 {
			for i := range a {
				a[i], b[i] = int8(rng.IntN(255)-127), int8(rng.IntN(255)-127)
			}
			if got, want := dot(a, b), dotGeneric(a, b); got != want {
				t.Fatalf("dot of %d elements = %d, want %d", n, got, want)
			}
		}
		for i := range a {
			a[i], b[i] = -127, 127
		}
		if got, want := dot(a, b), int32(-127*127*n); got != want {
			t.Errorf("dot of %d extreme elements = %d, want %d", n, got, want)
		}
	}
}

func BenchmarkBounds(b *testing.B) {
	for _, n := range []int{1_000, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			vectors, _ := randomVectors(rand.New(rand.NewPCG(1, 1)), n, 384)
			codes := codesOf(vectors)
			b.ReportAllocs()
			for b.Loop() {
				Bounds(vectors[0], codes)
			}
		})
	}
}
