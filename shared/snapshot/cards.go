package snapshot

import (
	"encoding/binary"
	"errors"
	"fmt"
	"sort"

	"shopfyp.dev/shared/mapped"
)

// Cards is a mapped card file. It has one record per row and finds records by row, by product ID or by product number,
// without heap memory per record. It is safe for concurrent use. The layout is little-endian, with 8-byte aligned
// sections:
//
//	header      8 × uint64: magic, rows, featured, numbers, the offsets of hashes, flags and blob, the file size
//	offsets     (rows+1) × uint64: start of each row's record in the blob
//	hashes      rows × uint64, ascending: hashes of the IDs
//	numbers     numbers × uint64, ascending: hashes of the product numbers
//	rows        rows × uint32: the row of each hash, in the order of hashes
//	numberRows  numbers × uint32: the row of each product number, in the order of numbers
//	leaders     rows × uint32: the first row of the row's group, or the row itself
//	next        rows × uint32: the next row of the group; after the last comes the first
//	featured    featured × uint32: rows of featured products
//	flags       rows × uint8
//	blob        records: uint16 ID length, ID, data
//
// Files of the first version have no numbers, leaders, next rows and flags: their rows have no variants.
type Cards struct {
	data       []byte // the mapped file
	rows       int64
	offsets    []byte
	hashes     []byte
	hashRows   []byte
	numbers    []byte
	numberRows []byte
	leaders    []byte
	nexts      []byte
	flags      []byte
	featured   []int64
	blob       []byte
}

const (
	cardsMagic1 = 0x31_53_44_52_41_43_46_53 // "SFCARDS1"
	cardsMagic  = 0x32_53_44_52_41_43_46_53 // "SFCARDS2"
	headerWords = 8
	maxFeatured = 100_000
	maxRows     = 1 << 31
	maxNumbers  = 1 << 33
)

// errClosed is the error of methods after Close, when the memory is no longer mapped.
var errClosed = errors.New("card file is closed")

// OpenCards maps a card file. It checks that the sections fit the file. Record checks the records that it reads.
func OpenCards(name string) (*Cards, error) {
	return mapped.Parse(name, "a card file", 8*headerWords, parseCards)
}

// parseCards slices the mapping into sections and checks that they lie within it.
func parseCards(data []byte) (*Cards, error) {
	var h [headerWords]uint64
	for i := range h {
		h[i] = binary.LittleEndian.Uint64(data[8*i:])
	}
	l, err := checkedLayout(h)
	if err != nil {
		return nil, err
	}
	if h[7] != uint64(len(data)) || l.blob > h[7] {
		return nil, fmt.Errorf("file has %d bytes, its header says %d", len(data), h[7])
	}
	c := &Cards{
		data: data, rows: int64(h[1]), offsets: data[l.offsets:l.hashes], hashes: data[l.hashes:l.numbers], numbers: data[l.numbers:l.hashRows],
		hashRows: data[l.hashRows:l.numberRows], numberRows: data[l.numberRows:l.leaders],
		leaders: data[l.leaders:l.nexts], nexts: data[l.nexts:l.featured], flags: data[l.flags:l.blob], blob: data[l.blob:],
	}
	for i := range h[2] {
		row := int64(binary.LittleEndian.Uint32(data[l.featured+4*i:]))
		if row >= c.rows {
			return nil, fmt.Errorf("featured row %d is out of range, the file has %d rows", row, c.rows)
		}
		c.featured = append(c.featured, row)
	}
	return c, nil
}

// checkedLayout returns the layout that a header describes, and an error if the header contradicts itself.
func checkedLayout(h [headerWords]uint64) (layout, error) {
	rows, featured, numbers := h[1], h[2], h[3]
	if rows >= maxRows || featured > maxFeatured {
		return layout{}, fmt.Errorf("%d rows and %d featured rows exceed the limits", rows, featured)
	}
	var l layout
	var sections [3]uint64
	switch h[0] {
	case cardsMagic1:
		l = layoutOf1(rows, featured)
		if l.offsets != h[3] {
			return layout{}, errors.New("section offsets do not match the number of rows")
		}
		sections = [3]uint64{l.hashes, l.hashRows, l.blob}
	case cardsMagic:
		if numbers > maxNumbers {
			return layout{}, fmt.Errorf("%d product numbers exceed the limit", numbers)
		}
		l = layoutOf(rows, featured, numbers)
		sections = [3]uint64{l.hashes, l.flags, l.blob}
	default:
		return layout{}, errors.New("not a card file")
	}
	if sections != [3]uint64(h[4:7]) {
		return layout{}, errors.New("section offsets do not match the number of rows")
	}
	return l, nil
}

// layout holds the offsets of the sections.
type layout struct{ offsets, hashes, numbers, hashRows, numberRows, leaders, nexts, featured, flags, blob uint64 }

func align(n uint64) uint64 { return (n + 7) &^ 7 }

func layoutOf(rows, featured, numbers uint64) (l layout) {
	l.offsets = 8 * headerWords
	l.hashes = l.offsets + 8*(rows+1)
	l.numbers = l.hashes + 8*rows
	l.hashRows = l.numbers + 8*numbers
	l.numberRows = l.hashRows + 4*rows
	l.leaders = l.numberRows + 4*numbers
	l.nexts = l.leaders + 4*rows
	l.featured = align(l.nexts + 4*rows)
	l.flags = align(l.featured + 4*featured)
	l.blob = align(l.flags + rows)
	return l
}

// layoutOf1 returns the layout of a file of the first version.
func layoutOf1(rows, featured uint64) (l layout) {
	l.offsets = 8 * headerWords
	l.hashes = l.offsets + 8*(rows+1)
	l.numbers = l.hashes + 8*rows
	l.hashRows = l.numbers
	l.numberRows = l.hashRows + 4*rows
	l.leaders, l.nexts = l.numberRows, l.numberRows
	l.featured = align(l.numberRows)
	l.blob = align(l.featured + 4*featured)
	l.flags = l.blob
	return l
}

// Len returns the number of rows.
func (c *Cards) Len() int64 { return c.rows }

// Featured returns the rows of the featured products, best first. The caller must not change the slice.
func (c *Cards) Featured() []int64 { return c.featured }

// Record returns a row's ID and data. The data is valid until Close. The caller must not change it.
func (c *Cards) Record(row int64) (id string, data []byte, err error) {
	rec, err := c.record(row)
	if err != nil {
		return "", nil, err
	}
	n := 2 + int(binary.LittleEndian.Uint16(rec))
	return string(rec[2:n]), rec[n:len(rec):len(rec)], nil
}

// record returns a row's record, after a check that the record contains a complete ID.
func (c *Cards) record(row int64) ([]byte, error) {
	if c.data == nil {
		return nil, errClosed
	}
	if row < 0 || row >= c.rows {
		return nil, fmt.Errorf("row %d is out of range, the card file has %d rows", row, c.rows)
	}
	begin := binary.LittleEndian.Uint64(c.offsets[8*row:])
	end := binary.LittleEndian.Uint64(c.offsets[8*row+8:])
	if begin > end || end > uint64(len(c.blob)) {
		return nil, fmt.Errorf("record of row %d lies outside the card file", row)
	}
	rec := c.blob[begin:end]
	if len(rec) < 2 || len(rec) < 2+int(binary.LittleEndian.Uint16(rec)) {
		return nil, fmt.Errorf("record of row %d is truncated", row)
	}
	return rec, nil
}

// Row returns the row of a product ID, and false if the ID is unknown.
func (c *Cards) Row(id string) (int64, bool) {
	if c.data == nil {
		return 0, false
	}
	hash := hashID(id)
	n := int(c.rows)
	at := func(i int) uint64 { return binary.LittleEndian.Uint64(c.hashes[8*i:]) }
	for i := sort.Search(n, func(i int) bool { return at(i) >= hash }); i < n && at(i) == hash; i++ {
		row := int64(binary.LittleEndian.Uint32(c.hashRows[4*i:]))
		if rec, err := c.record(row); err == nil && hasID(rec, id) {
			return row, true
		}
	}
	return 0, false
}

func hasID(rec []byte, id string) bool {
	n := int(binary.LittleEndian.Uint16(rec))
	return n == len(id) && string(rec[2:2+n]) == id
}

// Close unmaps the file. No other method may run at the same time, and data from Record is invalid afterwards.
func (c *Cards) Close() error {
	if c.data == nil {
		return nil
	}
	data := c.data
	c.data = nil
	return mapped.Close(data)
}
