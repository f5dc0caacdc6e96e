package vector

import (
	"math"
	"unsafe"
)

// A queryCode is a query in the form in which it is compared with codes.
//
// The inner product of the query with a vector's signs is at most step × sum - least. sum adds one entry of the tables
// for each four elements, as in the FastScan of André, Kermarrec and Le Scouarnec (VLDB 2015).
type queryCode struct {
	tables      []byte // 16 entries of at most maxEntry for each four elements, by their signs
	step, least float32
	norm        float32 // squared length
}

const (
	tableSize = 16  // combinations of four signs
	maxEntry  = 127 // two entries fit into a byte
)

func (c *Coder) query(v []float32) *queryCode {
	v = append(c.rotate(v), make([]float32, 8*c.size()-c.rotation.dim)...)
	q := &queryCode{tables: make([]byte, len(v)/4*tableSize)}
	widest := float32(0)
	for i := 0; i < len(v); i += 4 {
		sum := float32(0)
		for _, x := range v[i:][:4] {
			q.norm += x * x
			sum += max(x, -x)
		}
		q.least += sum
		widest = max(widest, 2*sum)
	}
	if !(q.norm < tooLong) || widest == 0 {
		return q
	}
	q.step = widest / maxEntry
	for i := 0; i < len(v); i += 4 {
		fillTable(q.tables[4*i:][:tableSize], v[i:][:4], 1/q.step)
	}
	return q
}

// fillTable writes the inner products of four elements with all signs, minus the least one, in units of a step. It rounds
// them up, so that a sum is never too small.
func fillTable(table []byte, v []float32, perStep float32) {
	var products [tableSize]float32
	for _, x := range v {
		products[0] += (max(x, -x) - x) * perStep
	}
	for bit, x := range v {
		for signs := range 1 << bit {
			products[1<<bit+signs] = products[signs] + 2*x*perStep
		}
	}
	for signs, p := range products {
		table[signs] = byte(min(maxEntry, int32(p+(1-1e-4)))) // p is not negative, except for rounding errors
	}
}

// A bound decides which vectors a search compares exactly: those with
//
//	norm + scale × (offset + slope × sum) + length × err <= limit
//
// The left side is at most the squared distance from the query, minus the squared length of the query. The error of an
// inner product grows with the part of the query that is orthogonal to the vector. That part is not longer than the
// query, nor than the distance of a vector within the limit.
type bound struct{ offset, slope, length, limit float32 }

// rounding covers rounding errors, relative to squared lengths.
const rounding = 1e-4

// bound returns the bound of the squared distance.
func (q *queryCode) bound(distance float32) bound {
	if !(q.norm < tooLong) {
		return bound{limit: float32(math.Inf(1))}
	}
	return bound{
		offset: 2 * q.least, slope: -2 * q.step, length: -2 * float32(math.Sqrt(float64(min(q.norm, distance)))),
		limit: distance - q.norm*(1-rounding) + rounding*distance,
	}
}

// allows reports whether a vector may be within the distance.
func (b *bound) allows(sum uint16, norm, scale, err float32) bool {
	return !(norm+scale*(b.offset+b.slope*float32(sum))+b.length*err > b.limit)
}

// The assembly reads these fields by their position.
var _ [16]byte = [unsafe.Sizeof(bound{})]byte{}
