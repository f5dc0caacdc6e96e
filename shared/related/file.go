package related

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"shopfyp.dev/shared/mapped"
)

// A File is a memory-mapped file of related products. It is safe for concurrent use. The layout, little-endian:
//
//	header   6 × uint64: magic, rows, entries, float64 weight, file size, 0
//	offsets  (rows+1) × uint64: index of a row's first entry; the last is the number of entries
//	entries  8 bytes each, strongest first within a row: uint32 row, float32 weight
type File struct {
	data    []byte // the whole mapping
	rows    int64
	entries uint64
	weight  float64
}

const (
	magic      = 0x31_52_48_54_47_54_46_53 // "SFTGTHR1"
	headerSize = 6 * 8
	offsetSize = 8
	entrySize  = 8
	maxRows    = 1 << 31
	maxWeight  = 100
)

// ErrClosed is returned by a closed File.
var ErrClosed = errors.New("file of related products is closed")

// Open maps a file. It checks its size against its header. Entries are checked when read.
func Open(name string) (*File, error) {
	data, err := mapped.Open(name, "a file of related products", headerSize)
	if err != nil {
		return nil, err
	}
	f, err := parse(data)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%s: %w", name, err), mapped.Close(data))
	}
	return f, nil
}

func parse(data []byte) (*File, error) {
	var h [6]uint64
	for i := range h {
		h[i] = binary.LittleEndian.Uint64(data[8*i:])
	}
	rows, entries, weight := h[1], h[2], math.Float64frombits(h[3])
	switch {
	case h[0] != magic:
		return nil, errors.New("not a file of related products")
	case rows >= maxRows || entries > MaxProducts*rows:
		return nil, fmt.Errorf("too many rows or entries: %d, %d", rows, entries)
	case h[4] != uint64(len(data)) || sizeOf(rows, entries) != uint64(len(data)):
		return nil, fmt.Errorf("file has %d bytes, its header says %d for %d rows and %d entries", len(data), h[4], rows, entries)
	case h[5] != 0:
		return nil, fmt.Errorf("header ends in %d, want 0", h[5])
	case !(weight >= 0 && weight <= maxWeight): // a NaN is neither
		return nil, fmt.Errorf("invalid weight: %g", weight)
	}
	return &File{data: data, rows: int64(rows), entries: entries, weight: weight}, nil
}

func sizeOf(rows, entries uint64) uint64 {
	return headerSize + offsetSize*(rows+1) + entrySize*entries
}

// Len returns the number of rows.
func (f *File) Len() int64 { return f.rows }

// Weight returns the co-occurrence weight relative to cosine; 0 turns it off.
func (f *File) Weight() float64 { return f.weight }

// Products returns the products related to a row, strongest first. It returns none when row is out of range.
func (f *File) Products(row int64) ([]Product, error) {
	if f.data == nil {
		return nil, ErrClosed
	}
	if row < 0 || row >= f.rows {
		return nil, nil
	}
	at := headerSize + offsetSize*int(row)
	begin, end := binary.LittleEndian.Uint64(f.data[at:]), binary.LittleEndian.Uint64(f.data[at+offsetSize:])
	if begin > end || end > f.entries || end-begin > MaxProducts {
		return nil, fmt.Errorf("file of related products: row %d has entries %d to %d of %d", row, begin, end, f.entries)
	}
	products := make([]Product, 0, end-begin)
	first := headerSize + offsetSize*int(f.rows+1)
	for i := begin; i < end; i++ {
		e := f.data[first+entrySize*int(i):]
		p := Product{
			Row:    int64(binary.LittleEndian.Uint32(e)),
			Weight: float64(math.Float32frombits(binary.LittleEndian.Uint32(e[4:]))),
		}
		if p.Row >= f.rows || p.Row == row || !(p.Weight > 0 && p.Weight <= 1) {
			return nil, fmt.Errorf("file of related products: row %d has product %d with weight %g", row, p.Row, p.Weight)
		}
		products = append(products, p)
	}
	return products, nil
}

// Close unmaps the file. The caller must not call other methods at the same time.
func (f *File) Close() error {
	if f.data == nil {
		return nil
	}
	data := f.data
	*f = File{}
	return mapped.Close(data)
}
