package vector

import "math"

// Codes are vectors of one dimension with their codes, in order. The coarse parts of the codes lie in one piece of memory,
// so that a search reads it from end to end.
type Codes struct {
	vectors      [][]float32
	coarse, fine []byte
	rows         []codeInfo
}

type codeInfo struct{ coarse, fine partInfo }

// NewCodes returns n vectors of the same dimension with their codes. It copies the codes, but not the vectors.
func NewCodes(n int, vector func(i int) ([]float32, Code)) *Codes {
	c := &Codes{vectors: make([][]float32, n), rows: make([]codeInfo, n)}
	for i := range n {
		v, code := vector(i)
		if i == 0 {
			size := n * len(code.coarse.values)
			c.coarse, c.fine = make([]byte, 0, size), make([]byte, 0, size)
		}
		c.vectors[i], c.rows[i] = v, codeInfo{code.coarse.partInfo, code.fine.partInfo}
		c.coarse, c.fine = append(c.coarse, code.coarse.values...), append(c.fine, code.fine.values...)
	}
	return c
}

// Code returns the code of vector i. It shares the memory of c.
func (c *Codes) Code(i int) Code {
	stride, info := len(c.coarse)/len(c.rows), &c.rows[i]
	begin, end := i*stride, (i+1)*stride
	return Code{part{c.coarse[begin:end:end], info.coarse}, part{c.fine[begin:end:end], info.fine}}
}

// Len returns the number of vectors.
func (c *Codes) Len() int { return len(c.rows) }

// A Scan is the result of a comparison of a query with the coarse parts of codes.
type Scan struct {
	codes    *Codes
	query    []float32
	code     queryCode
	products []int32 // of the query and the coarse part of each code
}

// Scan compares a query with all codes. query must have the dimension of the vectors, and the caller must not change it.
func (c *Codes) Scan(query []float32) *Scan {
	s := &Scan{c, query, newQueryCode(query), make([]int32, len(c.rows))}
	dots(s.products, c.coarse, s.code.values)
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
		if info := &s.codes.rows[row]; within.excludes(&info.coarse, &s.code, s.coarse(row)) ||
			within.excludes(&info.fine, &s.code, s.fine(row)) {
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

// coarse returns the dot product of the query and the coarse part of a code, both decoded.
func (s *Scan) coarse(row int) float32 {
	return s.codes.rows[row].coarse.scale * s.code.scale * (float32(s.products[row]) - s.code.offset)
}

// fine returns the dot product of the query and a code, both decoded.
func (s *Scan) fine(row int) float32 {
	var product [1]int32
	stride := len(s.code.values) / 2
	dots(product[:], s.codes.fine[row*stride:(row+1)*stride], s.code.values)
	return s.coarse(row) + s.codes.rows[row].fine.scale*s.code.scale*(float32(product[0])-s.code.offset)
}

// A radius is the distance within which a search looks for vectors.
type radius struct{ distance, squared float32 }

func newRadius(squared float32) radius { return radius{float32(math.Sqrt(float64(squared))), squared} }

// rounding covers the rounding errors of a bound, relative to the lengths of the vectors.
const rounding = 1e-4

// excludes reports whether a vector is certainly outside the radius. product is the dot product of the decoded vectors.
// By the triangle inequality, the distance is not smaller than that of the decoded vectors minus the errors of both.
func (r radius) excludes(p *partInfo, q *queryCode, product float32) bool {
	both := p.norm + q.norm
	reach := r.distance + (p.far+q.far)*(1+rounding)
	return both*(1-rounding)-2*product > reach*reach
}
