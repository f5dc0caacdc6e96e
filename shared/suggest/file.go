package suggest

import (
	"encoding/binary"
	"errors"
	"fmt"

	"shopfyp.dev/shared/mapped"
)

// A Kind is the kind of a suggestion.
type Kind string

// The kinds of suggestions.
const (
	Query    Kind = "query"    // a query of other shoppers
	Category Kind = "category" // the name of a category
	Brand    Kind = "brand"
	Product  Kind = "product"
)

// Kinds lists the kinds in the order of the file.
var Kinds = []Kind{Query, Category, Brand, Product}

// A File is a mapped file of suggestions. It is safe for concurrent use. The layout is little-endian:
//
//	header  17 × uint64: magic, then for each kind the sizes of its list: entries, words, bytes of keys, bytes of texts
//	lists   one for each kind
//
// A list, with its entries in order, best first:
//
//	minima   (words/64, rounded up) × uint32: the smallest entry of each block of words
//	words    words × uint32: the entry of each word, sorted by the key from the word to its end
//	ends     entries × uint32: the end of each entry's key
//	textEnds entries × uint32: the end of each entry's text
//	values   entries × uint32: the value of each entry
//	offsets  words × uint16: the offset of each word in the key of its entry
//	keys     the keys of the entries, each with a space at its end
//	texts    the texts of the entries; empty for products, whose cards have the title
type File struct {
	data  []byte // the mapped file
	lists [4]list
}

const (
	magic       = 0x31_54_53_47_55_53_46_53 // "SFSUGST1"
	listWords   = 4                         // header words of a list
	headerSize  = 8 * (1 + 4*listWords)
	maxSections = 1 << 32
)

// Open maps a file and checks its header against the file size. Find returns nothing for the damaged parts of a file.
func Open(name string) (*File, error) {
	return mapped.Parse(name, "a suggestions file", headerSize, parse)
}

func parse(data []byte) (*File, error) {
	if binary.LittleEndian.Uint64(data) != magic {
		return nil, errors.New("not a suggestions file")
	}
	f, rest := &File{data: data}, data[headerSize:]
	for i := range f.lists {
		l, size, err := parseList(data[8+8*listWords*i:], rest)
		if err != nil {
			return nil, fmt.Errorf("list of kind %s: %w", Kinds[i], err)
		}
		f.lists[i], rest = l, rest[size:]
	}
	if len(rest) != 0 {
		return nil, fmt.Errorf("%d bytes follow the last list", len(rest))
	}
	return f, nil
}

// parseList returns the list at the beginning of data, and its size. header holds its sizes.
func parseList(header, data []byte) (l list, size uint64, err error) {
	var n [listWords]uint64
	for i := range n {
		if n[i] = binary.LittleEndian.Uint64(header[8*i:]); n[i] >= maxSections {
			return list{}, 0, fmt.Errorf("size %d exceeds the limit", n[i])
		}
	}
	entries, words := n[0], n[1]
	sections := []struct {
		part *[]byte
		size uint64
	}{
		{&l.minima, 4 * blocks(words)}, {&l.words, 4 * words}, {&l.ends, 4 * entries}, {&l.textEnds, 4 * entries}, {&l.values, 4 * entries},
		{&l.offsets, 2 * words}, {&l.keys, n[2]}, {&l.texts, n[3]},
	}
	for _, s := range sections {
		if s.size > uint64(len(data))-size {
			return list{}, 0, fmt.Errorf("the file ends within a list of %d entries and %d words", entries, words)
		}
		*s.part = data[size : size+s.size : size+s.size]
		size += s.size
	}
	return l, size, nil
}

func blocks(words uint64) uint64 { return (words + block - 1) / block }

// Len returns the number of entries of a kind.
func (f *File) Len(kind Kind) int { return len(f.list(kind).values) / 4 }

// Close unmaps the file. No other method may run at the same time. Find then returns nothing.
func (f *File) Close() error {
	if f.data == nil {
		return nil
	}
	data := f.data
	*f = File{}
	return mapped.Close(data)
}

func (f *File) list(kind Kind) *list {
	for i, k := range Kinds {
		if k == kind {
			return &f.lists[i]
		}
	}
	return &list{}
}
