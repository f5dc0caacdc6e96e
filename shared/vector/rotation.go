package vector

import (
	"math"
	"math/rand/v2"
)

// A rotation is a random orthogonal map. It spreads every vector over all elements, so that signs of elements describe
// any two vectors equally well. Each round changes the signs of random elements and applies a Hadamard transform, which
// takes only dim × log(dim) additions. The number of elements of the result is a power of two, or three times one.
type rotation struct {
	dim   int                       // of the result
	signs [rotationRounds][]float32 // 1 or -1, times the scale of the transform
}

// rotationRounds is the usual number of rounds (Andoni et al., Practical and optimal LSH for angular distance, 2015).
const rotationRounds = 3

// newRotation returns a rotation of vectors of a dimension. It is always the same.
func newRotation(dim int) rotation {
	r := rotation{dim: paddedDim(dim)}
	rng := rand.New(rand.NewPCG(uint64(dim), 0x726f74617465))
	scale := float32(1 / math.Sqrt(float64(r.dim/r.parts())))
	for round := range r.signs {
		r.signs[round] = make([]float32, r.dim)
		for i := range r.signs[round] {
			r.signs[round][i] = float32(2*rng.IntN(2)-1) * scale
		}
	}
	return r
}

// paddedDim returns the least power of two, or three times one, that is not less than dim.
func paddedDim(dim int) int {
	padded := 1
	for padded < dim {
		padded *= 2
	}
	if three := padded / 4 * 3; three >= dim {
		return three
	}
	return padded
}

// parts returns the number of Hadamard transforms of a round.
func (r rotation) parts() int {
	if r.dim%3 == 0 {
		return 3
	}
	return 1
}

// apply rotates v, which has the dimension of the result, in place.
func (r rotation) apply(v []float32) {
	for _, signs := range r.signs {
		for i, sign := range signs[:len(v)] {
			v[i] *= sign
		}
		if r.parts() == 1 {
			hadamard(v)
			continue
		}
		third := len(v) / 3
		a, b, c := v[:third], v[third:][:third], v[2*third:][:third]
		hadamard(a)
		hadamard(b)
		hadamard(c)
		mix(a, b, c)
	}
}

// mix reflects the elements at each position of three vectors at the plane that is orthogonal to (1, 1, 1).
func mix(a, b, c []float32) {
	b, c = b[:len(a)], c[:len(a)]
	for i := range a {
		twice := (a[i] + b[i] + c[i]) * (2. / 3)
		a[i], b[i], c[i] = a[i]-twice, b[i]-twice, c[i]-twice
	}
}

// hadamard applies the Hadamard transform, without a scale. The number of elements is a power of two.
func hadamard(v []float32) {
	half := 1
	for ; 4*half <= len(v); half *= 4 { // two steps at once need half of the loads and stores
		for i := 0; i < len(v); i += 4 * half {
			a, b, c, d := v[i:][:half], v[i+half:][:half], v[i+2*half:][:half], v[i+3*half:][:half]
			for j := range a {
				ab, cd := a[j]+b[j], c[j]+d[j]
				ba, dc := a[j]-b[j], c[j]-d[j]
				a[j], b[j], c[j], d[j] = ab+cd, ba+dc, ab-cd, ba-dc
			}
		}
	}
	if half < len(v) {
		a, b := v[:half], v[half:][:half]
		for j := range a {
			a[j], b[j] = a[j]+b[j], a[j]-b[j]
		}
	}
}
