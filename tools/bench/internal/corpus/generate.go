package corpus

import (
	"errors"
	"math"
	"math/rand/v2"
)

// blockRows is the number of vectors in one block of Generate.
const blockRows = 8192

// The range of s, the weight of the difference between two real vectors.
const (
	minShift = 0.15
	maxShift = 0.45
)

// Generate produces n vectors in blocks. The same seed gives the same vectors.
//
// The real vectors come first, in random order; synthetic ones follow. block receives the index of its
// first vector and must not keep the slice. An error from block ends Generate.
func (s *Set) Generate(n int, seed uint64, block func(first int, vectors []float32) error) error {
	if len(s.Vectors) == 0 || s.Dim <= 0 {
		return errors.New("generate: the set is empty")
	}
	rng := rand.New(rand.NewPCG(seed, 0x636f72707573))
	g := &generator{set: s, rng: rng, order: rng.Perm(len(s.Vectors) / s.Dim)}
	buffer := make([]float32, min(n, blockRows)*s.Dim)
	for first := 0; first < n; first += blockRows {
		vectors := buffer[:min(blockRows, n-first)*s.Dim]
		for at := 0; at < len(vectors); at += s.Dim {
			g.next(vectors[at : at+s.Dim])
		}
		if err := block(first, vectors); err != nil {
			return err
		}
	}
	return nil
}

type generator struct {
	set   *Set
	rng   *rand.Rand
	order []int // real vectors not yet used
}

// next writes the next vector to v.
func (g *generator) next(v []float32) {
	if len(g.order) > 0 {
		copy(v, g.vector(g.order[0]))
		g.order = g.order[1:]
		return
	}
	a, b, c := g.random(), g.random(), g.random()
	shift := minShift + (maxShift-minShift)*g.rng.Float32()
	for i := range v {
		v[i] = a[i] + shift*(b[i]-c[i])
	}
	normalize(v)
}

func (g *generator) random() []float32 { return g.vector(g.rng.IntN(len(g.set.Vectors) / g.set.Dim)) }

func (g *generator) vector(i int) []float32 { return g.set.Vectors[i*g.set.Dim:][:g.set.Dim] }

// normalize scales v to length 1. It leaves the zero vector as it is.
func normalize(v []float32) {
	sum := float32(0)
	for _, x := range v {
		sum += x * x
	}
	if sum == 0 {
		return
	}
	scale := float32(1 / math.Sqrt(float64(sum)))
	for i := range v {
		v[i] *= scale
	}
}
