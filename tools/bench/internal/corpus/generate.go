package corpus

import (
	"errors"
	"math"
	"math/rand/v2"
)

// The range of s, the weight of the difference between two real vectors.
const (
	minShift = 0.15
	maxShift = 0.45
)

// Generate passes n vectors to yield, one by one. The same seed gives the same vectors.
//
// The real vectors come first, in random order; synthetic ones follow. yield must not keep the slice.
// Generate stops at the first error from yield.
func (s *Set) Generate(n int, seed uint64, yield func(i int, vector []float32) error) error {
	if len(s.Vectors) == 0 {
		return errors.New("generate: the set is empty")
	}
	rng := rand.New(rand.NewPCG(seed, 0x636f72707573))
	random := func() []float32 { return s.Vectors[rng.IntN(len(s.Vectors))] }
	order := rng.Perm(len(s.Vectors))
	v := make([]float32, s.Dim)
	for i := range n {
		if i < len(order) {
			copy(v, s.Vectors[order[i]])
		} else {
			mix(v, random(), random(), random(), minShift+(maxShift-minShift)*rng.Float32())
		}
		if err := yield(i, v); err != nil {
			return err
		}
	}
	return nil
}

// mix sets v to a + shift·(b-c), scaled to length 1.
func mix(v, a, b, c []float32, shift float32) {
	sum := float32(0)
	for i := range v {
		v[i] = a[i] + shift*(b[i]-c[i])
		sum += v[i] * v[i]
	}
	if sum == 0 {
		return
	}
	scale := float32(1 / math.Sqrt(float64(sum)))
	for i := range v {
		v[i] *= scale
	}
}
