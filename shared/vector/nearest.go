package vector

import "math"

// Codes are vectors of one dimension with their codes, in order. The codes lie in one piece of memory, so that a search
// reads it from end to end.
type Codes struct {
	origin  []float32
	vectors [][]float32
	values  []byte
	rows    []codeInfo
}

// NewCodes returns n vectors with their codes, which all have the same origin. It copies the codes, but not the vectors.
func NewCodes(n int, origin []float32, vector func(i int) ([]float32, Code)) *Codes {
	stride := blocks(len(origin)) * blockBytes
	c := &Codes{origin: origin, vectors: make([][]float32, n), values: make([]byte, 0, n*stride), rows: make([]codeInfo, n)}
	for i := range n {
		v, code := vector(i)
		c.vectors[i], c.rows[i] = v, code.codeInfo
		c.values = append(c.values, code.values...)
	}
	return c
}

// Code returns the code of vector i. It shares the memory of c.
func (c *Codes) Code(i int) Code {
	stride := blocks(len(c.origin)) * blockBytes
	begin, end := i*stride, (i+1)*stride
	return Code{c.values[begin:end:end], c.rows[i]}
}

// Len returns the number of vectors.
func (c *Codes) Len() int { return len(c.rows) }

// A Scan is the result of a comparison of a query with codes.
type Scan struct {
	codes    *Codes
	query    []float32
	code     queryCode
	products []int32 // of the query and each code
}

// Scan compares a query with all codes. query must have the dimension of the vectors, and the caller must not change it.
func (c *Codes) Scan(query []float32) *Scan {
	s := &Scan{c, query, newQueryCode(minus(query, c.origin)), make([]int32, len(c.rows))}
	dots(s.products, c.values, s.code.values)
	return s
}

// Query returns the query of the scan.
func (s *Scan) Query() []float32 { return s.query }

// Nearest returns at most k vectors that are not farther from the query than limit, nearest first, ties in order. The row
// of a hit is the position of its vector. The result is exact: codes only exclude vectors that are too far away.
func (s *Scan) Nearest(k int, limit float32) []Hit {
	if k <= 0 {
		return nil
	}
	best := make(nearestHeap, 0, min(k, len(s.products)))
	within := newRadius(limit)
	for row := range s.products {
		if s.excludes(row, within) {
			continue
		}
		if d := SquaredL2(s.query, s.codes.vectors[row]); d <= within.squared {
			best.offer(Hit{Row: int64(row), Distance: d})
			if len(best) == k {
				within = newRadius(best[0].Distance)
			}
		}
	}
	SortHits(best)
	return best
}

// A radius is the distance within which a search looks for vectors.
type radius struct{ distance, squared float32 }

func newRadius(squared float32) radius { return radius{float32(math.Sqrt(float64(squared))), squared} }

// rounding covers the rounding errors of a bound, relative to the lengths of the vectors.
const rounding = 1e-4

// excludes reports whether a vector is certainly outside the radius. By the triangle inequality, its distance is not
// smaller than that of the decoded vectors minus the errors of both.
func (s *Scan) excludes(row int, r radius) bool {
	c, q := &s.codes.rows[row], &s.code
	both := c.norm + q.norm
	product := c.scale * q.scale * (float32(s.products[row]) - q.offset)
	reach := r.distance + (c.far+q.far)*(1+rounding)
	return both*(1-rounding)-2*product > reach*reach
}
