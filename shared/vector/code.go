package vector

import "math"

// A Code is a vector in four bits an element. It is an eighth as large as the vector, and it bounds the vector's distances
// from others. MaxDim of package catalog is far below the dimension at which a sum could overflow.
type Code struct {
	values []byte // see pack
	codeInfo
}

type codeInfo struct {
	scale float32 // an element is scale × (value - center)
	norm  float32 // squared length of the decoded vector
	far   float32 // distance of the decoded vector from the vector
}

// IsZero reports whether the code is the zero Code, which is not the code of a vector.
func (c *Code) IsZero() bool { return c.values == nil }

const (
	levels     = 15           // the largest value of an element
	center     = levels / 2.  // the value of 0
	blockDim   = 64           // elements of a block, the unit of the dot product
	blockBytes = blockDim / 2 // element i of a block is in the low half of byte i, element i+32 in the high half
	maxQuery   = math.MaxInt8 // the largest absolute value of an element of a queryCode
)

// clips are the values of the largest element to try, relative to it. Most elements are much smaller than the largest,
// so a code that cuts it off is often nearer to the vector.
var clips = [...]float32{1, .8}

// blocks returns the number of blocks of a vector.
func blocks(dim int) int { return (dim + blockDim - 1) / blockDim }

// NewCode returns the code of the difference between a vector of finite elements and an origin. Distances between
// vectors do not depend on the origin. Codes are the more exact, the nearer the origin is to most vectors: the vectors of
// an encoder have large elements in common.
func NewCode(v, origin []float32) Code {
	v = minus(v, origin)
	c := Code{values: make([]byte, blocks(len(v))*blockBytes)}
	largest := largestOf(v)
	if largest == 0 {
		return c
	}
	c.far = float32(math.Inf(1)) // stays if the elements are too large to compute with
	for _, clip := range clips {
		q := newQuantizer(clip * largest / center)
		var norm, far float32
		for _, x := range v {
			decoded := q.decoded[q.level(x)]
			norm += decoded * decoded
			far += (x - decoded) * (x - decoded)
		}
		if far = float32(math.Sqrt(float64(far))); far < c.far {
			c.codeInfo = codeInfo{q.scale, norm, far}
		}
	}
	c.pack(v)
	return c
}

// minus returns v - origin.
func minus(v, origin []float32) []float32 {
	difference := make([]float32, len(v))
	for i, x := range v {
		difference[i] = x - origin[i]
	}
	return difference
}

func largestOf(v []float32) (largest float32) {
	for _, x := range v {
		if x < 0 {
			x = -x
		}
		if x > largest {
			largest = x
		}
	}
	return largest
}

// A quantizer finds the values of elements.
type quantizer struct {
	scale, inverse float32
	decoded        [levels + 1]float32
}

func newQuantizer(scale float32) *quantizer {
	q := &quantizer{scale: scale, inverse: 1 / scale}
	for i := range q.decoded {
		q.decoded[i] = scale * (float32(i) - center)
	}
	return q
}

// level returns the value whose decoded element is nearest to x.
func (q *quantizer) level(x float32) uint8 {
	n := int32(x*q.inverse + (center + .5)) // rounds down, except negative numbers
	return uint8(min(levels, max(0, n)))
}

// pack stores the values of v.
func (c *Code) pack(v []float32) {
	q := newQuantizer(c.scale)
	for i, x := range v {
		value := q.level(x)
		block, at := i/blockDim*blockBytes, i%blockDim
		if at < blockBytes {
			c.values[block+at] |= value
		} else {
			c.values[block+at-blockBytes] |= value << 4
		}
	}
}

// A queryCode is a vector in bytes, which is compared with codes.
type queryCode struct {
	values []int8  // padded with zeros to whole blocks
	offset float32 // the dot product of values and the center
	scale  float32
	norm   float32
	far    float32
}

func newQueryCode(v []float32) queryCode {
	q := queryCode{values: make([]int8, blocks(len(v))*blockDim)}
	scale := float64(largestOf(v)) / maxQuery
	if scale == 0 {
		return q
	}
	var norm, far float64
	for i, x := range v {
		value := math.Round(float64(x) / scale)
		q.values[i] = int8(value)
		q.offset += float32(center * value)
		norm += scale * value * scale * value
		far += (float64(x) - scale*value) * (float64(x) - scale*value)
	}
	q.scale, q.norm, q.far = float32(scale), float32(norm), float32(math.Sqrt(far))
	return q
}

// dotsGeneric stores the dot products of a query and consecutive codes.
func dotsGeneric(products []int32, codes []byte, query []int8) {
	stride := len(query) / 2
	for i := range products {
		code, sum := codes[i*stride:(i+1)*stride], int32(0)
		for at, two := range code {
			element := at/blockBytes*blockDim + at%blockBytes
			sum += int32(two&levels)*int32(query[element]) + int32(two>>4)*int32(query[element+blockBytes])
		}
		products[i] = sum
	}
}
