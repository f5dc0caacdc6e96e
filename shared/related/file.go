package related

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"shopfyp.dev/shared/mapped"
)

// MaxProducts is the maximum number of related products per row.
const MaxProducts = 20

// A Product is a product related to another one.
type Product struct {
	Row    int64
	Weight float64 // strength of the relation, in (0, 1]
}

// A File is a mapped related-products file. It is safe for concurrent use. The layout is little-endian:
//
//	header   6 × uint64: magic, rows, entries, float64 weight, file size, 0
//	offsets  (rows+1) × uint64: index of each row's first entry; the last is the number of entries
//	entries  8 bytes each, the strongest of a row first: uint32 row, float32 weight
type File struct {
	data    []byte // the mapped file
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

// ErrClosed is the error of Products after Close.
var ErrClosed = errors.New("related-products file is closed")

// Open maps a file and checks its header against the file size. Products checks the entries that it reads.
func Open(name string) (*File, error) {
	return mapped.Parse(name, "a related-products file", headerSize, parse)
}

func parse(data []byte) (*File, error) {
	var h [6]uint64
	for i := range h {
		h[i] = binary.LittleEndian.Uint64(data[8*i:])
	}
	rows, entries, weight := h[1], h[2], math.Float64frombits(h[3])
	switch {
	case h[0] != magic:
		return nil, errors.New("not a related-products file")
	case rows >= maxRows || entries > MaxProducts*rows:
		return nil, fmt.Errorf("%d rows and %d entries exceed the limits", rows, entries)
	case h[4] != uint64(len(data)) || sizeOf(rows, entries) != uint64(len(data)):
		return nil, fmt.Errorf("file has %d bytes, its header says %d for %d rows and %d entries", len(data), h[4], rows, entries)
	case h[5] != 0:
		return nil, fmt.Errorf("reserved header field is %d, want 0", h[5])
	case !(weight >= 0 && weight <= maxWeight): // false for NaN
		return nil, fmt.Errorf("invalid weight %g", weight)
	}
	return &File{data: data, rows: int64(rows), entries: entries, weight: weight}, nil
}

func sizeOf(rows, entries uint64) uint64 {
	return headerSize + offsetSize*(rows+1) + entrySize*entries
}

// Len returns the number of rows.
func (f *File) Len() int64 { return f.rows }

// Weight returns the weight of co-occurrence relative to similarity. A weight of 0 turns co-occurrence off.
func (f *File) Weight() float64 { return f.weight }

// Products returns the related products of a row, strongest first. It returns none if row is out of range.
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
		return nil, fmt.Errorf("related-products file: row %d has entries %d to %d of %d", row, begin, end, f.entries)
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
			return nil, fmt.Errorf("related-products file: row %d has related row %d of weight %g", row, p.Row, p.Weight)
		}
		products = append(products, p)
	}
	return products, nil
}

// Close unmaps the file. No other method may run at the same time.
func (f *File) Close() error {
	if f.data == nil {
		return nil
	}
	data := f.data
	*f = File{}
	return mapped.Close(data)
}
