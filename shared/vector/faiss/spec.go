package faiss

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"shopfyp.dev/shared/vector"
)

// A Spec is an index type. The zero Spec is a flat index, which compares a query with every vector. Other indexes
// sort vectors into inverted lists and search only some of these lists.
type Spec struct {
	Lists   int     // number of inverted lists; 0 selects a flat index
	Element Element // how elements are stored; a flat index needs Float32
	Parts   int     // product quantization: each part of a vector gets a 4-bit code. 0 means no codes; Float32 needs 0
}

// An Element is the stored type of vector elements.
type Element int32

// The element types.
const (
	Float32 Element = iota
	Float16         // halves the file
	Uint8           // quarters the file: 256 linear steps within four standard deviations of the mean. Needs Parts > 0
)

// bytes returns the size of an element.
func (e Element) bytes() int { return []int{4, 2, 1}[e] }

// quantizer returns the name of the scalar quantizer in FAISS's index_factory, or "" for Float32.
func (e Element) quantizer() string { return []string{"", "SQfp16", "SQ8"}[e] }

const (
	// flatUpTo is the size up to which SpecFor selects a flat index. Such an index takes about a millisecond per search.
	flatUpTo = 10_000
	// partSize and largePartSize are numbers of elements that share a code. SpecFor uses largePartSize with Uint8.
	partSize, largePartSize = 4, 6
	// maxDefaultLists limits SpecFor. More lists would add more training time than they save search time.
	maxDefaultLists = 8192
	// maxFloat16File is the size in bytes above which SpecFor selects Uint8. On Cloud Run, files use memory.
	maxFloat16File = 4 << 30
)

// SpecFor returns the index type for count vectors of dimension dim. It is flat up to 10,000 vectors. Above that it
// has about 4√count lists, at most 8192, and 16-bit floats. If dim is a multiple of eight, it also has codes.
// Very large indexes have 8-bit elements and coarser codes.
//
// The choice follows measurements on 80,948 products embedded by bge-small. Two thirds of the 300 queries were
// sentences:
//
//   - 16-bit floats halve the file and take two thirds of the time of 32-bit floats. Recall@10 differs by at most .0004.
//   - With half as many or four times as many lists, searches with a recall of .99 take equally long.
//   - Codes reduce the time to a fifth at 100,000 vectors.
//   - 8-bit elements, used from about 5 million vectors, keep 10 million vectors within 4 GiB.
func SpecFor(count, dim int) Spec {
	if count <= flatUpTo {
		return Spec{}
	}
	s := Spec{Lists: min(1<<int(math.Round(math.Log2(4*math.Sqrt(float64(count))))), maxDefaultLists), Element: Float16}
	if dim%(2*partSize) == 0 {
		s.Parts = dim / partSize
	}
	if s.fileSize(count, dim) > maxFloat16File && dim%(2*largePartSize) == 0 {
		s.Element, s.Parts = Uint8, dim/largePartSize
	}
	return s
}

// fileSize returns the approximate size in bytes of an index of count vectors: vectors, codes, row numbers and
// centroids.
func (s Spec) fileSize(count, dim int) int {
	return count*(dim*s.Element.bytes()+s.Parts/2+8) + s.Lists*dim*4
}

// String returns the type's name in FAISS's index_factory.
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

// ParseSpec parses a name that String returned.
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
		return Spec{}, fmt.Errorf("index type %q is not supported: use Flat, IVF<lists>,Flat, IVF<lists>,SQfp16 or IVF<lists>,PQ<parts>x4fs,Refine(SQfp16 or SQ8)", name)
	}
	return s, nil
}

// maxLists is the largest valid number of lists. It is far above useful numbers and bounds the memory for list tables.
const maxLists = 1 << 20

// Validate returns an error if s is not a valid index type.
func (s Spec) Validate() error {
	switch {
	case s.Lists < 0 || s.Lists > maxLists:
		return fmt.Errorf("index type: %d lists are outside 0 to %d", s.Lists, maxLists)
	case s.Element < Float32 || s.Element > Uint8:
		return fmt.Errorf("index type: unknown element type %d", s.Element)
	case s.Element != Float32 && s.Lists == 0:
		return errors.New("index type: 16-bit and 8-bit elements need lists")
	case s.Element == Uint8 && s.Parts == 0:
		return errors.New("index type: 8-bit elements need codes")
	case s.Parts < 0 || s.Parts%2 != 0:
		return fmt.Errorf("index type: the number of parts is %d, want an even number, at least 0", s.Parts)
	case s.Parts > 0 && s.Element == Float32:
		return errors.New("index type: codes need 16-bit or 8-bit elements")
	}
	return nil
}

// defaultParams returns the search parameters that Build stores as defaults. Tune finds better ones.
func (s Spec) defaultParams() vector.SearchParams {
	var p vector.SearchParams
	if s.Lists > 0 {
		p.NProbe = max(1, s.Lists/8)
	}
	if s.Parts > 0 {
		p.KFactor = 10
	}
	return p
}
