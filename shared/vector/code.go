package vector

import "math"

// A Code is a vector in bytes. It is a quarter as large as the vector, and it bounds the vector's distances from others.
// MaxDim of package catalog is far below the dimension at which a sum could overflow.
type Code struct {
	values []int8
	scale  float32 // the decoded vector is scale × values
	norm   float32 // squared length of the decoded vector
	far    float32 // distance of the decoded vector from the vector
}

// NewCode returns the code of a vector of finite elements.
func NewCode(v []float32) Code {
	largest := float32(0)
	for _, x := range v {
		largest = max(largest, float32(math.Abs(float64(x))))
	}
	c := Code{values: make([]int8, len(v)), scale: largest / 127}
	if largest == 0 {
		return c
	}
	var norm, far float64
	for i, x := range v {
		c.values[i] = int8(math.Round(float64(x / c.scale)))
		decoded := float64(c.scale) * float64(c.values[i])
		norm += decoded * decoded
		far += (float64(x) - decoded) * (float64(x) - decoded)
	}
	c.norm, c.far = float32(norm), float32(math.Sqrt(far))
	return c
}

// Bounds returns lower bounds of the squared distances between query and the vectors of the codes.
func Bounds(query []float32, codes []Code) []float32 {
	q := NewCode(query)
	bounds := make([]float32, len(codes))
	for i := range codes {
		bounds[i] = q.bound(&codes[i])
	}
	return bounds
}

// rounding covers the rounding errors of a bound, relative to the lengths of the vectors.
const rounding = 1e-4

// bound returns a lower bound of the squared distance between two vectors. By the triangle inequality, it is not smaller
// than the distance of the decoded vectors minus the errors of both.
func (c *Code) bound(other *Code) float32 {
	squared := c.norm + other.norm - 2*c.scale*other.scale*float32(dot(c.values, other.values))
	margin := rounding * (c.norm + other.norm)
	distance := float32(math.Sqrt(float64(max(0, squared-margin)))) - (c.far+other.far)*(1+rounding)
	if distance <= 0 {
		return 0
	}
	return distance * distance
}

func dotGeneric(a, b []int8) (sum int32) {
	b = b[:len(a)]
	for i, x := range a {
		sum += int32(x) * int32(b[i])
	}
	return sum
}
