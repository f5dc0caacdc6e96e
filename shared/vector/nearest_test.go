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
			codes := codesOf(vectors)
			for _, k := range []int{0, 1, 3, 50, 1000} {
				want, err := flat.Search(q, k)
				if err != nil {
					t.Fatal(err)
				}
				if got := codes.Nearest(q, k, float32(math.Inf(1))); !slices.Equal(got, want) {
					t.Errorf("dimension %d, k %d: Nearest = %v, want %v", dim, k, got, want)
				}
				if k < 3 {
					continue
				}
				within := want[len(want)/2].Distance
				inside := slices.DeleteFunc(slices.Clone(want), func(h Hit) bool { return h.Distance > within })
				if got := codes.Nearest(q, k, within); !slices.Equal(got, inside) {
					t.Errorf("dimension %d, k %d: Nearest within %v = %v, want %v", dim, k, within, got, inside)
				}
			}
		}
	}
}

func codesOf(vectors [][]float32) *Codes {
	origin := make([]float32, len(vectors[0]))
	for _, v := range vectors {
		for i, x := range v {
			origin[i] += x / float32(len(vectors))
		}
	}
	c := NewCoder(origin)
	return c.Codes(len(vectors), func(i int) ([]float32, Code) { return vectors[i], c.Code(vectors[i]) })
}

// A search allows every vector within its radius, and excludes most that are a little farther away.
func TestBound(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 4))
	for _, dim := range []int{1, 2, 7, 8, 31, 32, 64, 96, 384, 1000, 2048} {
		for name, vectors := range map[string][][]float32{"dense": dense(rng, 100, dim), "sparse": sparse(rng, 100, dim)} {
			codes, excluded := codesOf(vectors), 0
			for _, q := range vectors {
				allows := allowing(codes, q)
				for row, v := range vectors {
					d := SquaredL2(q, v)
					if !allows(row, d) {
						t.Fatalf("dimension %d, %s: a vector at the squared distance %v is excluded", dim, name, d)
					}
					if !allows(row, .5*d) {
						excluded++
					}
				}
			}
			if name == "dense" && dim >= 384 && excluded < 99*99 {
				t.Errorf("dimension %d: %d of 9900 vectors at twice the squared distance are excluded", dim, excluded)
			}
		}
	}
}

// allowing returns a function that reports whether a search within a squared distance compares a vector exactly.
func allowing(c *Codes, query []float32) func(row int, distance float32) bool {
	q := c.coder.query(query)
	sums := make([]uint16, len(c.norms))
	sumEntries(sums, c.blocks, q.tables)
	return func(row int, distance float32) bool {
		b := q.bound(distance)
		return b.allows(sums[row], c.norms[row], c.scales[row], c.errs[row])
	}
}

func dense(rng *rand.Rand, n, dim int) [][]float32 {
	all, _ := randomVectors(rng, n, dim)
	return all
}

// sparse returns vectors with few elements that are not zero. Without the rotation, signs would not describe them.
func sparse(rng *rand.Rand, n, dim int) (all [][]float32) {
	for i := range n {
		v := make([]float32, dim)
		for range i % 5 {
			v[rng.IntN(dim)] = float32(rng.NormFloat64())
		}
		all = append(all, v)
	}
	return all
}

// Vectors whose squared length is too large for 32 bits are compared exactly.
func TestNearestHuge(t *testing.T) {
	vectors := [][]float32{{0, 0}, {3e19, 1}, {1, 1}, {3e19, 2}}
	codes := codesOf(vectors)
	for row, v := range vectors {
		if got := codes.Nearest(v, 1, 10); len(got) != 1 || got[0].Row != int64(row) {
			t.Errorf("Nearest(%v) = %v, want row %d", v, got, row)
		}
	}
}

// The assembly returns the same as the code in Go.
func TestSumEntries(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 5))
	for size := range 257 {
		blocks, tables := make([]byte, 3*blockRows*size), make([]byte, 2*tableSize*size)
		for try := range 3 {
			for i := range blocks {
				blocks[i] = byte(rng.IntN(256))
			}
			for i := range tables {
				tables[i] = byte(rng.IntN(maxEntry + 1))
				if try == 0 {
					tables[i] = maxEntry
				}
			}
			got, want := make([]uint16, 3*blockRows), make([]uint16, 3*blockRows)
			sumEntries(got, blocks, tables)
			sumEntriesGeneric(want, blocks, tables)
			if !slices.Equal(got, want) {
				t.Fatalf("sums of %d bytes = %d, want %d", size, got, want)
			}
		}
	}
}

func TestSquaredL2(t *testing.T) {
	rng := rand.New(rand.NewPCG(8, 8))
	for dim := range 100 {
		v := dense(rng, 2, dim)
		var sums [8]float32
		n := addSquaresGeneric(&sums, v[0], v[1])
		var want float32
		for i := n; i < dim; i++ {
			d := v[0][i] - v[1][i]
			sums[0] += d * d
		}
		want = ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]))
		if got := SquaredL2(v[0], v[1]); got != want {
			t.Fatalf("dimension %d: SquaredL2 = %v, want %v", dim, got, want)
		}
	}
}

func TestAllowedRows(t *testing.T) {
	rng := rand.New(rand.NewPCG(6, 6))
	const n = 5 * blockRows
	sums := make([]uint16, n)
	norms, scales, errs := make([]float32, n), make([]float32, n), make([]float32, n)
	number := func() float32 { return float32(rng.IntN(17) - 8) } // small, so that no result is rounded
	special := []float32{float32(math.Inf(1)), float32(math.Inf(-1)), float32(math.NaN())}
	for range 200 {
		for i := range sums {
			sums[i], norms[i], scales[i], errs[i] = uint16(rng.IntN(1<<16)), 1000*number(), number(), 1000*number()
			if rng.IntN(10) == 0 {
				norms[i] = special[rng.IntN(len(special))]
			}
		}
		b := bound{number(), number(), number(), 1000 * number()}
		got, want := make([]uint8, n/8), make([]uint8, n/8)
		allowedRows(got, &b, sums, norms, scales, errs)
		allowedRowsGeneric(want, &b, sums, norms, scales, errs)
		if !slices.Equal(got, want) {
			t.Fatalf("allowed = %v, want %v", got, want)
		}
	}
}

// A rotation keeps distances, and spreads a single element.
func TestRotation(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	for _, dim := range []int{1, 2, 3, 5, 96, 100, 384, 512, 1000} {
		r := newRotation(dim)
		rotate := func(v []float32) []float32 {
			v = append(slices.Clone(v), make([]float32, r.dim-dim)...)
			r.apply(v)
			return v
		}
		both := dense(rng, 2, dim)
		want, got := SquaredL2(both[0], both[1]), SquaredL2(rotate(both[0]), rotate(both[1]))
		if math.Abs(float64(got-want)) > 1e-4*float64(want) {
			t.Errorf("dimension %d: squared distance = %v, want %v", dim, got, want)
		}
		for i := range dim {
			one := make([]float32, dim)
			one[i] = 1
			one = rotate(one)
			if largest := max(slices.Max(one), -slices.Min(one)); dim >= 100 && largest > 5.5/float32(math.Sqrt(float64(r.dim))) {
				t.Fatalf("dimension %d: element %d becomes %v", dim, i, largest)
			}
		}
	}
}

func BenchmarkNearest(b *testing.B) {
	for _, n := range []int{1_000, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			vectors, _ := randomVectors(rand.New(rand.NewPCG(1, 1)), n, 384)
			codes := codesOf(vectors)
			b.ReportAllocs()
			for b.Loop() {
				codes.Nearest(vectors[0], 20, 300)
			}
		})
	}
}

func BenchmarkCode(b *testing.B) {
	vectors, _ := randomVectors(rand.New(rand.NewPCG(1, 1)), 1, 384)
	c := NewCoder(make([]float32, 384))
	b.ReportAllocs()
	for b.Loop() {
		c.Code(vectors[0])
	}
}

func BenchmarkSquaredL2(b *testing.B) {
	v, _ := randomVectors(rand.New(rand.NewPCG(1, 1)), 2, 384)
	for b.Loop() {
		SquaredL2(v[0], v[1])
	}
}
