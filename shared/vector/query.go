package vector

import (
	"fmt"
	"math"
)

// CheckQuery says why an index of dimension dim must refuse to search for k
// neighbours of query, or nil. The error is ErrDimension or ErrQuery, wrapped.
func CheckQuery(query []float32, dim, k int) error {
	if len(query) != dim {
		return fmt.Errorf("%w: query has %d elements, the index %d", ErrDimension, len(query), dim)
	}
	if k < 0 {
		return fmt.Errorf("%w: k = %d", ErrQuery, k)
	}
	if i := indexNotFinite(query); i >= 0 {
		return fmt.Errorf("%w: element %d is %v", ErrQuery, i, query[i])
	}
	return nil
}

// CheckVectors says why vectors are not row after row of dim finite elements, or nil.
func CheckVectors(dim int, vectors []float32) error {
	if dim <= 0 {
		return fmt.Errorf("%w: %d", ErrDimension, dim)
	}
	if len(vectors)%dim != 0 {
		return fmt.Errorf("%w: %d elements are no whole number of vectors of %d", ErrDimension, len(vectors), dim)
	}
	if i := indexNotFinite(vectors); i >= 0 {
		return fmt.Errorf("vector %d: element %d is %v", i/dim, i%dim, vectors[i])
	}
	return nil
}

// indexNotFinite returns the index of the first NaN or infinity, or -1.
func indexNotFinite(v []float32) int {
	const exponent = 0x7f800000 // all ones in NaN and infinities only
	for i, x := range v {
		if math.Float32bits(x)&exponent == exponent {
			return i
		}
	}
	return -1
}
