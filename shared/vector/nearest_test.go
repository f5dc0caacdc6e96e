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
			scan := codesOf(vectors).Scan(q)
			for _, k := range []int{0, 1, 3, 50, 1000} {
				want, err := flat.Search(q, k)
				if err != nil {
					t.Fatal(err)
				}
				if got := scan.Nearest(k, float32(math.Inf(1))); !slices.Equal(got, want) {
					t.Errorf("dimension %d, k %d: Nearest = %v, want %v", dim, k, got, want)
				}
				if k < 3 {
					continue
				}
				within := want[len(want)/2].Distance
				inside := slices.DeleteFunc(slices.Clone(want), func(h Hit) bool { return h.Distance > within })
				if got := scan.Nearest(k, within); !slices.Equal(got, inside) {
					t.Errorf("dimension %d, k %d: Nearest within %v = %v, want %v", dim, k, within, got, inside)
				}
			}
		}
	}
}

func codesOf(vectors [][]float32) *Codes {
	origin := vectors[0]
	first := NewCodes(len(vectors), origin, func(i int) ([]float32, Code) { return vectors[i], NewCode(vectors[i], origin) })
	return NewCodes(len(vectors), origin, func(i int) ([]float32, Code) { return vectors[i], first.Code(i) })
}

// A code never excludes a vector within the radius, and excludes most that are a little farther away.
func TestExcludes(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 4))
	for _, dim := range []int{1, 31, 32, 64, 96, 384, 1000, 2048} {
		vectors, _ := randomVectors(rng, 50, dim)
		vectors = append(vectors, make([]float32, dim))
		codes := codesOf(vectors)
		for _, q := range vectors {
			scan := codes.Scan(q)
			for i, v := range vectors {
				d := SquaredL2(q, v)
				if scan.excludes(i, newRadius(d)) {
					t.Fatalf("dimension %d: a vector at the squared distance %v is excluded", dim, d)
				}
				if dim >= 64 && d > 0 && !scan.excludes(i, newRadius(.5*d)) {
					t.Errorf("dimension %d: codes do not exclude half of the squared distance %v", dim, d)
				}
			}
		}
	}
}

func TestDots(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 5))
	for blocks := range 34 {
		query, codes := make([]int8, blocks*blockDim), make([]byte, 9*blocks*blockBytes)
		for try := range 20 {
			for i := range query {
				query[i] = int8(rng.IntN(2*maxQuery+1) - maxQuery)
			}
			for i := range codes {
				codes[i] = byte(rng.IntN(256))
			}
			if try < 2 { // the largest and the smallest products
				fill(query, int8(maxQuery*(1-2*try)))
				fill(codes, 255)
			}
			got, want := make([]int32, 9), make([]int32, 9)
			dots(got, codes, query)
			dotsGeneric(want, codes, query)
			if !slices.Equal(got, want) {
				t.Fatalf("dot products of %d blocks = %d, want %d", blocks, got, want)
			}
		}
	}
}

func fill[T any](all []T, value T) {
	for i := range all {
		all[i] = value
	}
}

func BenchmarkNearest(b *testing.B) {
	for _, n := range []int{1_000, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			vectors, _ := randomVectors(rand.New(rand.NewPCG(1, 1)), n, 384)
			codes := codesOf(vectors)
			b.ReportAllocs()
			for b.Loop() {
				codes.Scan(vectors[0]).Nearest(20, 300)
			}
		})
	}
}
