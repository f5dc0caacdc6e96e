package vector

import "math"

// A Coder makes codes of vectors of one dimension. It is safe for concurrent use.
//
// The codes are those of RaBitQ (Gao and Long, SIGMOD 2024): one bit for each element of the rotated vector. They
// estimate inner products without bias, and the distribution of the error is known for any two vectors.
type Coder struct {
	origin   []float32
	rotation rotation
	reach    float32 // limit of the cosine of a known and an independent direction, see deviations
}

// deviations is the number of standard deviations by which the error of an estimate may exceed what a search expects. A
// search misses a vector that it should find with a probability of at most 3e-7.
const deviations = 5

// NewCoder returns a Coder. Distances between vectors do not depend on the origin. Codes are the more exact, the nearer
// the origin is to most vectors: the vectors of an encoder have large elements in common.
func NewCoder(origin []float32) *Coder {
	c := &Coder{origin: origin, rotation: newRotation(len(origin)), reach: 1}
	if others := math.Sqrt(float64(c.rotation.dim - 1)); others > deviations {
		c.reach = float32(deviations / others)
	}
	return c
}

// A Code is a vector in one bit an element, with bounds of its distances from others.
type Code struct {
	signs []byte // bit j of byte i is set if element 8i+j is positive
	codeInfo
}

// The inner product of a query with the vector is about scale times that with the vector's signs, 1 or -1 each. The
// difference is at most err times the length of the part of the query that is orthogonal to the vector.
type codeInfo struct {
	norm  float32 // squared length of the vector
	scale float32
	err   float32
}

// IsZero reports whether the code is the zero Code, which is not the code of a vector.
func (c *Code) IsZero() bool { return c.signs == nil }

// size returns the number of bytes of the signs of a vector.
func (c *Coder) size() int { return (c.rotation.dim + 7) / 8 }

// Code returns the code of a vector of finite elements.
func (c *Coder) Code(v []float32) Code {
	v = c.rotate(v)
	code := Code{signs: make([]byte, c.size())}
	var norm, sum float64
	for i, x := range v {
		norm += float64(x) * float64(x)
		if x > 0 {
			code.signs[i/8] |= 1 << (i % 8)
			sum += float64(x)
		} else {
			sum -= float64(x)
		}
	}
	code.codeInfo = c.info(norm, sum)
	return code
}

// tooLong is a squared length with which distances in 32 bits are not exact enough.
const tooLong = 1e30

// info returns the info of a vector with the given squared length and sum of absolute elements.
func (c *Coder) info(norm, sum float64) codeInfo {
	switch {
	case !(norm < tooLong):
		return codeInfo{norm: float32(math.Inf(-1))} // never excluded
	case sum == 0:
		return codeInfo{}
	}
	cosine := sum / math.Sqrt(float64(c.rotation.dim)*norm) // of the vector and its signs
	sine := math.Sqrt(max(0, 1-cosine*cosine))
	return codeInfo{float32(norm), float32(norm / sum), c.reach * float32(math.Sqrt(norm)*sine/cosine)}
}

// rotate returns the rotated difference between a vector and the origin.
func (c *Coder) rotate(v []float32) []float32 {
	rotated := make([]float32, c.rotation.dim)
	for i, x := range v {
		rotated[i] = x - c.origin[i]
	}
	c.rotation.apply(rotated)
	return rotated
}
