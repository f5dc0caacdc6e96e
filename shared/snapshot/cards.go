package snapshot

import (
	"encoding/binary"
	"errors"
	"fmt"
	"sort"

	"shopfyp.dev/shared/mapped"
)

// Cards is a mapped card file. It has one record per row and finds records by row or by product ID, without heap
// memory per record. It is safe for concurrent use. The layout is little-endian, with 8-byte aligned sections:
//
//	header    8 × uint64: magic, rows, featured, the offsets of the sections below, the file size
//	offsets   (rows+1) × uint64: start of each row's record in the blob
//	hashes    rows × uint64, ascending: hashes of the IDs
//	rows      rows × uint32: the row of each hash, in the order of hashes
//	featured  featured × uint32: rows of featured products
//	blob      records: uint16 ID length, ID, data
type Cards struct {
	data     []byte // the mapped file
	rows     int64
	offsets  []byte
	hashes   []byte
	hashRows []byte
	featured []int64
	blob     []byte
}

const (
	cardsMagic  = 0x31_53_44_52_41_43_46_53 // "SFCARDS1"
	headerWords = 8
	maxFeatured = 100_000
	maxRows     = 1 << 31
)

// errClosed is the error of methods after Close, when the memory is no longer mapped.
var errClosed = errors.New("card file is closed")

// OpenCards maps a card file. It checks that the sections fit the file. Record checks the records that it reads.
func OpenCards(name string) (*Cards, error) {
	data, err := mapped.Open(name, "a card file", 8*headerWords)
	if err != nil {
		return nil, err
	}
	c, err := parseCards(data)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%s: %w", name, err), mapped.Close(data))
	}
	return c, nil
}

// parseCards slices the mapping into sections and checks that they lie within it.
func parseCards(data []byte) (*Cards, error) {
	var h [headerWords]uint64
	for i := range h {
		h[i] = binary.LittleEndian.Uint64(data[8*i:])
	}
	rows, featured := h[1], h[2]
	switch {
	case h[0] != cardsMagic:
		return nil, errors.New("not a card file")
	case h[7] != uint64(len(data)):
		return nil, fmt.Errorf("file has %d bytes, its header says %d", len(data), h[7])
	case rows >= maxRows || featured > maxFeatured:
		return nil, fmt.Errorf("%d rows and %d featured rows exceed the limits", rows, featured)
	}
	l := layoutOf(rows, featured)
	if l.offsets != h[3] || l.hashes != h[4] || l.hashRows != h[5] || l.blob != h[6] || l.blob > h[7] {
		return nil, errors.New("section offsets do not match the number of rows")
	}
	c := &Cards{
		data: data, rows: int64(rows),
		offsets: data[l.offsets:l.hashes], hashes: data[l.hashes:l.hashRows],
		hashRows: data[l.hashRows:l.featured], blob: data[l.blob:],
	}
	for i := range featured {
		row := int64(binary.LittleEndian.Uint32(data[l.featured+4*i:]))
		if row >= c.rows {
			return nil, fmt.Errorf("featured row %d is out of range, the file has %d rows", row, c.rows)
		}
		c.featured = append(c.featured, row)
	}
	return c, nil
}

// layout holds the offsets of the sections.
type layout struct{ offsets, hashes, hashRows, featured, blob uint64 }

func layoutOf(rows, featured uint64) (l layout) {
	align := func(n uint64) uint64 { return (n + 7) &^ 7 }
	l.offsets = 8 * headerWords
	l.hashes = l.offsets + 8*(rows+1)
	l.hashRows = l.hashes + 8*rows
	l.featured = align(l.hashRows + 4*rows)
	l.blob = align(l.featured + 4*featured)
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
