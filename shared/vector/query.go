package vector

import (
	"fmt"
	"math"
)

// CheckQuery returns an error if query or k is invalid for an index of dimension dim.
// The error wraps ErrDimension or ErrQuery.
func CheckQuery(query []float32, dim, k int) error {
	if len(query) != dim {
		return fmt.Errorf("%w: query has %d elements, index has %d", ErrDimension, len(query), dim)
	}
	if k < 0 {
		return fmt.Errorf("%w: k = %d", ErrQuery, k)
	}
	if i := indexNotFinite(query); i >= 0 {
		return fmt.Errorf("%w: element %d is %v", ErrQuery, i, query[i])
	}
	return nil
}

// CheckVectors returns an error unless vectors consists of rows of dim finite elements.
func CheckVectors(dim int, vectors []float32) error {
	if dim <= 0 {
		return fmt.Errorf("%w: %d", ErrDimension, dim)
	}
	if len(vectors)%dim != 0 {
		return fmt.Errorf("%w: %d elements are not a multiple of %d", ErrDimension, len(vectors), dim)
	}
	if i := indexNotFinite(vectors); i >= 0 {
		return fmt.Errorf("vector %d: element %d is %v", i/dim, i%dim, vectors[i])
	}
	return nil
}

// indexNotFinite returns the index of the first NaN or infinity, or -1.
func indexNotFinite(v []float32) int {
	const exponent = 0x7f800000 // exponent bits, which are all set only in NaN and infinities
	for i, x := range v {
		if math.Float32bits(x)&exponent == exponent {
			return i
		}
	}
	return -1
}
