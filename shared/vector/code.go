package vector

import "math"

// A Code is a vector in eight bits an element, four of which are coarse. It is a quarter as large as the vector, and it
// bounds the vector's distances from others. MaxDim of package catalog is far below the dimension at which a sum could
// overflow.
type Code struct{ coarse, fine part }

// IsZero reports whether the code is the zero Code, which is not the code of a vector.
func (c *Code) IsZero() bool { return c.coarse.values == nil }

// A part is a vector in four bits an element. The fine part of a code is what the coarse one lacks.
type part struct {
	values []byte // see pack
	partInfo
}

type partInfo struct {
	scale float32 // an element is scale × (value - center)
	norm  float32 // squared length of the decoded vector; with the parts before it
	far   float32 // distance of the decoded vector from the vector; with the parts before it
}

const (
	levels     = 15           // the largest value of an element
	center     = levels / 2.  // the value of 0
	blockDim   = 64           // elements of a block, the unit of the dot product
	blockBytes = blockDim / 2 // element i of a block is in the low half of byte i, element i+32 in the high half
	maxQuery   = math.MaxInt8 // the largest absolute value of an element of a queryCode
)

// clips are the values of the largest element to try, relative to it. Most elements are much smaller than the largest,
// so a part that cuts it off is often nearer to the vector.
var clips = [...]float32{1, .8}

// blocks returns the number of blocks of a vector.
func blocks(dim int) int { return (dim + blockDim - 1) / blockDim }

// NewCode returns the code of a vector of finite elements.
func NewCode(v []float32) Code {
	coarse, rest := newPart(v)
	fine, rest := newPart(rest)
	var norm, far float64
	for i, x := range rest {
		norm += float64(v[i]-x) * float64(v[i]-x)
		far += float64(x) * float64(x)
	}
	fine.norm, fine.far = float32(norm), float32(math.Sqrt(far))
	return Code{coarse, fine}
}

// newPart returns the part of a code that is nearest to v, and their difference.
func newPart(v []float32) (part, []float32) {
	p := part{values: make([]byte, blocks(len(v))*blockBytes)}
	largest, best := largestOf(v), math.Inf(1)
	if largest == 0 {
		return p, v
	}
	for _, clip := range clips {
		scale := clip * largest / center
		var norm, far float64
		for _, x := range v {
			decoded := scale * (float32(level(x/scale)) - center)
			norm += float64(decoded) * float64(decoded)
			far += float64(x-decoded) * float64(x-decoded)
		}
		if far < best {
			best = far
			p.partInfo = partInfo{scale, float32(norm), float32(math.Sqrt(far))}
		}
	}
	return p, p.pack(v)
}

func largestOf(v []float32) (largest float32) {
	for _, x := range v {
		largest = max(largest, x, -x)
	}
	return largest
}

// level returns the value that is nearest to an element, which is given in units of the scale.
func level(x float32) byte {
	return byte(min(levels, max(0, x+center+.5))) // the conversion rounds down
}

// pack stores the values of v and returns the difference between v and the decoded vector.
func (p *part) pack(v []float32) []float32 {
	rest := make([]float32, len(v))
	for i, x := range v {
		value := level(x / p.scale)
		rest[i] = x - p.scale*(float32(value)-center)
		block, at := i/blockDim*blockBytes, i%blockDim
		if at < blockBytes {
			p.values[block+at] |= value
		} else {
			p.values[block+at-blockBytes] |= value << 4
		}
	}
	return rest
}

// A queryCode is a vector in bytes, which is compared with parts of codes.
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
