package lexical

import (
	"encoding/binary"
	"errors"
	"fmt"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/mapped"
)

// An Index is a memory-mapped lexical file. It is safe for concurrent use. The layout, little-endian:
//
//	header      10 × uint64: magic, rows, entries, currencies, offsets of the sections below, file size, 0
//	currencies  3 bytes each, ISO 4217; numbered from 1
//	facts       rows × 2 × uint64: price << 8 | number of its currency (0: no price), attributes
//	dictionary  entries × 24 bytes, sorted by text: see entry
//	text        the texts of the entries, concatenated
//	lists       the posting lists of the entries: see list
type Index struct {
	data       []byte // the whole mapping
	rows       int64
	entries    int
	currencies []byte
	facts      []byte
	dictionary []byte
	text       []byte
	lists      []byte
	rules      *rules
}

const (
	magic1        = 0x31_43_49_58_45_4c_46_53 // "SFLEXIC1", with the rules of legacy
	magic         = 0x32_43_49_58_45_4c_46_53 // "SFLEXIC2"
	headerSize    = 10 * 8
	factsSize     = 16
	entrySize     = 24
	maxRows       = 1 << 31
	maxEntries    = 1 << 31
	maxCurrencies = 255
)

// ErrClosed reports a call on a closed Index.
var ErrClosed = errors.New("lexical file is closed")

// Open maps a lexical file. It checks that the sections fit the file's size. NewQuery and Exact check the
// lists that they read.
func Open(name string) (*Index, error) {
	return mapped.Parse(name, "a lexical file", headerSize, parse)
}

// parse returns an Index of the mapped file. It checks that each section lies within data.
func parse(data []byte) (*Index, error) {
	if len(data) < headerSize {
		return nil, fmt.Errorf("not a lexical file, %d bytes", len(data))
	}
	var h [10]uint64
	for i := range h {
		h[i] = binary.LittleEndian.Uint64(data[8*i:])
	}
	rows, entries, currencies := h[1], h[2], h[3]
	switch {
	case h[0] != magic && h[0] != magic1:
		return nil, errors.New("not a lexical file")
	case h[8] != uint64(len(data)):
		return nil, fmt.Errorf("file has %d bytes, its header says %d", len(data), h[8])
	case rows >= maxRows || entries >= maxEntries || currencies > maxCurrencies:
		return nil, fmt.Errorf("%d rows, %d entries and %d currencies are too many", rows, entries, currencies)
	}
	l := layoutOf(rows, entries, currencies)
	if l.facts != h[4] || l.dictionary != h[5] || l.text != h[6] || h[7] < l.text || h[8] < h[7] {
		return nil, errors.New("header has wrong section offsets")
	}
	by := &current
	if h[0] == magic1 {
		by = &legacy
	}
	return &Index{
		rules: by, data: data, rows: int64(rows), entries: int(entries),
		currencies: data[headerSize : headerSize+3*currencies],
		facts:      data[l.facts:l.dictionary], dictionary: data[l.dictionary:l.text],
		text: data[l.text:h[7]], lists: data[h[7]:],
	}, nil
}

// A layout holds the offsets of the fixed-size sections and of the text that follows them.
type layout struct{ facts, dictionary, text uint64 }

func layoutOf(rows, entries, currencies uint64) (l layout) {
	l.facts = (headerSize + 3*currencies + 7) &^ 7
	l.dictionary = l.facts + factsSize*rows
	l.text = l.dictionary + entrySize*entries
	return l
}

// Len returns the number of rows.
func (ix *Index) Len() int64 { return ix.rows }

// Close unmaps the file. The caller must not call other methods concurrently, or use a Query afterward.
func (ix *Index) Close() error {
	if ix.data == nil {
		return nil
	}
	data := ix.data
	*ix = Index{}
	return mapped.Close(data)
}

// Price returns the price of a row, or the zero price when it is unknown or row is out of range.
func (ix *Index) Price(row int64) catalog.Money {
	word := ix.fact(row, 0)
	number := int(word & 0xff)
	if number == 0 || 3*number > len(ix.currencies) {
		return catalog.Money{}
	}
	return catalog.Money{Amount: int64(word >> 8), Currency: string(ix.currencies[3*number-3 : 3*number])}
}

// Attributes returns the attributes of a row, or 0 when row is out of range.
func (ix *Index) Attributes(row int64) uint64 { return ix.fact(row, 1) }

// fact returns word i of a row's facts, or 0 when row is out of range.
func (ix *Index) fact(row int64, i int) uint64 {
	if row < 0 || row >= ix.rows {
		return 0
	}
	return binary.LittleEndian.Uint64(ix.facts[factsSize*int(row)+8*i:])
}
