package corpus

import (
	"errors"
	"math"
	"math/rand/v2"
)

// blockRows is how many vectors Generate hands out at once.
const blockRows = 8192

// How far a made vector may be from the real one it comes from, as a part of
// the difference of two others.
const (
	leastShift = 0.15
	mostShift  = 0.45
)

// Generate fills n vectors made from the set's, in blocks, the same for the same seed.
//
// The first are the real ones, in an order of the seed's: where n is no larger
// than the set, all are real. The package comment says how the others are made.
// block gets the number of its first vector and must not keep the slice; its
// error ends Generate.
func (s *Set) Generate(n int, seed uint64, block func(first int, vectors []float32) error) error {
	if len(s.Vectors) == 0 || s.Dim <= 0 {
		return errors.New("generate: the set is empty")
	}
	g := newGenerator(s, seed)
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
	order []int // of the real vectors still to come
}

func newGenerator(s *Set, seed uint64) *generator {
	rng := rand.New(rand.NewPCG(seed, 0x636f72707573))
	return &generator{set: s, rng: rng, order: rng.Perm(len(s.Vectors) / s.Dim)}
}

// next writes the next vector to v.
func (g *generator) next(v []float32) {
	if len(g.order) > 0 {
		copy(v, g.vector(g.order[0]))
		g.order = g.order[1:]
		return
	}
	a, b, c := g.drawn(), g.drawn(), g.drawn()
	shift := leastShift + (mostShift-leastShift)*g.rng.Float32()
	for i := range v {
		v[i] = a[i] + shift*(b[i]-c[i])
	}
	normalize(v)
}

func (g *generator) drawn() []float32 {
	return g.vector(g.rng.IntN(len(g.set.Vectors) / g.set.Dim))
}

func (g *generator) vector(i int) []float32 {
	return g.set.Vectors[i*g.set.Dim:][:g.set.Dim]
}

// normalize gives v length 1, unless it has none.
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
