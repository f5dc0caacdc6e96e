package faiss

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"shopfyp.dev/shared/vector"
)

// A Spec is a type of index. Its zero value is the flat index, which compares a
// query with every vector; others sort vectors into lists and search some of those.
type Spec struct {
	Lists   int     // inverted lists; 0: none, a flat index
	Element Element // what elements are kept as; other than Float32 only with Lists
	Parts   int     // find candidates by codes of 4 bits for each of so many parts of a vector; 0: none. Not with Float32
}

// An Element is what an element of a vector is kept as.
type Element int32

// The kinds of elements.
const (
	Float32 Element = iota
	Float16         // half the file
	Uint8           // a quarter: steps between the element's least and largest value. Only with Parts
)

// bytes is an element's size.
func (e Element) bytes() int { return []int{4, 2, 1}[e] }

// quantizer is the name that FAISS's index_factory knows elements of fewer bits by.
func (e Element) quantizer() string { return []string{"", "SQfp16", "SQ8"}[e] }

const (
	// flatUpTo is how many vectors a flat index still searches in about a millisecond.
	flatUpTo = 10_000
	// partSize is how many elements of a vector share a code: one bit for each. Where vectors
	// have to be small, so many that codes are, too.
	partSize, largePartSize = 4, 6
	// mostLists is where more lists take longer to learn than their searches save: both by the square.
	mostLists = 8192
	// fileRoom is how large a file may be before vectors are kept smaller. On Cloud Run it lies in memory.
	fileRoom = 4 << 30
)

// SpecFor returns the type of index for so many vectors of dim elements: flat up
// to 10,000, above that about 4√count lists (8192 at most) of 16-bit floats, with codes to find
// candidates by where dim is a multiple of eight.
//
// Measured on 80,948 products embedded by bge-small, with 300 queries, two in
// three of them sentences: lists of 16-bit floats find what lists of 32-bit ones
// find (recall@10 differs by .0004 at most) in two thirds of the time, from half
// the file. With half or four times as many lists, a recall of .99 takes as long.
// With codes it takes a fifth of the time at 100,000 vectors. Bytes instead of
// 16-bit floats, from about 5 million vectors up, keep 10 million within 4 GiB.
func SpecFor(count, dim int) Spec {
	if count <= flatUpTo {
		return Spec{}
	}
	s := Spec{Lists: min(1<<int(math.Round(math.Log2(4*math.Sqrt(float64(count))))), mostLists), Element: Float16}
	if dim%(2*partSize) == 0 {
		s.Parts = dim / partSize
	}
	if s.fileSize(count, dim) > fileRoom && dim%(2*largePartSize) == 0 {
		s.Element, s.Parts = Uint8, dim/largePartSize
	}
	return s
}

// fileSize is about how many bytes an index of so many vectors takes: vectors, codes, row numbers and centroids.
func (s Spec) fileSize(count, dim int) int {
	return count*(dim*s.Element.bytes()+s.Parts/2+8) + s.Lists*dim*4
}

// String returns the name that FAISS's index_factory knows the type by.
func (s Spec) String() string {
	switch {
	case s.Lists == 0:
		return "Flat"
	case s.Parts > 0:
		return fmt.Sprintf("IVF%d,PQ%dx4fs,Refine(%s)", s.Lists, s.Parts, s.Element.quantizer())
	case s.Element != Float32:
		return fmt.Sprintf("IVF%d,%s", s.Lists, s.Element.quantizer())
	}
	return fmt.Sprintf("IVF%d,Flat", s.Lists)
}

// ParseSpec is the inverse of String.
func ParseSpec(name string) (Spec, error) {
	var s Spec
	if rest, ok := strings.CutPrefix(name, "IVF"); ok {
		lists, codes, _ := strings.Cut(rest, ",")
		s.Lists, _ = strconv.Atoi(lists)
		switch {
		case strings.Contains(codes, "SQfp16"):
			s.Element = Float16
		case strings.Contains(codes, "SQ8"):
			s.Element = Uint8
		}
		if parts, ok := strings.CutPrefix(codes, "PQ"); ok {
			parts, _, _ = strings.Cut(parts, "x4fs")
			s.Parts, _ = strconv.Atoi(parts)
		}
	}
	if s.String() != name || s.Validate() != nil {
		return Spec{}, fmt.Errorf("index type %q is none of Flat, IVF<lists>,Flat, IVF<lists>,SQfp16 and IVF<lists>,PQ<parts>x4fs,Refine(SQfp16 or SQ8)", name)
	}
	return s, nil
}

// maxLists is far above what is useful, and keeps tables of lists small.
const maxLists = 1 << 20

// Validate says what is wrong with s, or nil.
func (s Spec) Validate() error {
	switch {
	case s.Lists < 0 || s.Lists > maxLists:
		return fmt.Errorf("index type: %d lists are outside 0 to %d", s.Lists, maxLists)
	case s.Element < Float32 || s.Element > Uint8:
		return fmt.Errorf("index type: no element %d", s.Element)
	case s.Element != Float32 && s.Lists == 0:
		return fmt.Errorf("index type: elements of fewer bits need lists")
	case s.Element == Uint8 && s.Parts == 0:
		return fmt.Errorf("index type: bytes need codes to find candidates by")
	case s.Parts < 0 || s.Parts%2 != 0:
		return fmt.Errorf("index type: %d parts are not an even number", s.Parts)
	case s.Parts > 0 && s.Element == Float32:
		return fmt.Errorf("index type: codes need elements of fewer bits to refine by")
	}
	return nil
}

// start returns the search parameters that Build stores as defaults. Tune finds better ones.
func (s Spec) start() vector.SearchParams {
	var p vector.SearchParams
	if s.Lists > 0 {
		p.NProbe = max(1, s.Lists/8)
	}
	if s.Parts > 0 {
		p.KFactor = 10
	}
	return p
}
