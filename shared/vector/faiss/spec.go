package faiss

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// A Spec is a type of index. Its zero value is the flat index, which compares a
// query with every vector; others sort vectors into lists and search some of those.
type Spec struct {
	Lists int  // inverted lists; 0: none, a flat index
	Half  bool // keep elements as 16-bit floats: half the file. Only with Lists
	Parts int  // find candidates by codes of 4 bits for each of so many parts of a vector; 0: none. Only with Half
}

const (
	// flatUpTo is how many vectors a flat index still searches in about a millisecond.
	flatUpTo = 10_000
	// partSize is how many elements of a vector share a code: one bit for each.
	partSize = 4
)

// SpecFor returns the type of index for so many vectors of dim elements: flat up
// to 10,000, above that about 4√count lists of 16-bit floats, with codes to find
// candidates by where dim is a multiple of eight.
//
// Measured on 80,948 products embedded by bge-small, with 300 queries, two in
// three of them sentences: lists of 16-bit floats find what lists of 32-bit ones
// find (recall@10 differs by .0004 at most) in two thirds of the time, from half
// the file. With half or four times as many lists, a recall of .99 takes as long.
// With codes it takes a fifth of the time at 100,000 vectors.
func SpecFor(count, dim int) Spec {
	if count <= flatUpTo {
		return Spec{}
	}
	s := Spec{Lists: 1 << int(math.Round(math.Log2(4*math.Sqrt(float64(count))))), Half: true}
	if dim%(2*partSize) == 0 {
		s.Parts = dim / partSize
	}
	return s
}

// String returns the name that FAISS's index_factory knows the type by.
func (s Spec) String() string {
	switch {
	case s.Lists == 0:
		return "Flat"
	case s.Parts > 0:
		return fmt.Sprintf("IVF%d,PQ%dx4fs,Refine(SQfp16)", s.Lists, s.Parts)
	case s.Half:
		return fmt.Sprintf("IVF%d,SQfp16", s.Lists)
	}
	return fmt.Sprintf("IVF%d,Flat", s.Lists)
}

// ParseSpec is the inverse of String.
func ParseSpec(name string) (Spec, error) {
	var s Spec
	if rest, ok := strings.CutPrefix(name, "IVF"); ok {
		lists, codes, _ := strings.Cut(rest, ",")
		s.Lists, _ = strconv.Atoi(lists)
		s.Half = strings.Contains(codes, "SQfp16")
		if parts, ok := strings.CutPrefix(codes, "PQ"); ok {
			s.Parts, _ = strconv.Atoi(strings.TrimSuffix(parts, "x4fs,Refine(SQfp16)"))
		}
	}
	if s.String() != name || s.Validate() != nil {
		return Spec{}, fmt.Errorf("index type %q is none of Flat, IVF<lists>,Flat, IVF<lists>,SQfp16 and IVF<lists>,PQ<parts>x4fs,Refine(SQfp16)", name)
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
	case s.Half && s.Lists == 0:
		return fmt.Errorf("index type: 16-bit floats need lists")
	case s.Parts < 0 || s.Parts%2 != 0:
		return fmt.Errorf("index type: %d parts are not an even number", s.Parts)
	case s.Parts > 0 && !s.Half:
		return fmt.Errorf("index type: codes need 16-bit floats to refine by")
	}
	return nil
}

// start is what an index is searched with unless Params say otherwise: a start, Tune finds better.
func (s Spec) start() Params {
	var p Params
	if s.Lists > 0 {
		p.NProbe = max(1, s.Lists/8)
	}
	if s.Parts > 0 {
		p.KFactor = 10
	}
	return p
}
