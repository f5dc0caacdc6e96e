package related

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"shopfyp.dev/shared/mapped"
)

// A File is a file of partners, mapped. It is safe for concurrent use. The layout, little-endian:
//
//	header   6 × uint64: magic, rows, entries, float64 weight, the file's size, 0
//	offsets  (rows+1) × uint64: which entry is a row's first; the last is the number of entries
//	entries  8 bytes each, a row's strongest first: uint32 row, float32 weight
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

// ErrClosed says that a File was used after Close.
var ErrClosed = errors.New("file of partners is closed")

// Open maps a file. It checks its size against what its header says; entries are checked as they are read.
func Open(name string) (*File, error) {
	data, err := mapped.Open(name, "a file of partners", headerSize)
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
		return nil, errors.New("not a file of partners")
	case rows >= maxRows || entries > MaxProducts*rows:
		return nil, fmt.Errorf("%d rows and %d entries are too many", rows, entries)
	case h[4] != uint64(len(data)) || sizeOf(rows, entries) != uint64(len(data)):
		return nil, fmt.Errorf("%d bytes, its header says %d for %d rows and %d entries", len(data), h[4], rows, entries)
	case h[5] != 0:
		return nil, fmt.Errorf("its header ends in %d", h[5])
	case !(weight >= 0 && weight <= maxWeight): // a NaN is neither
		return nil, fmt.Errorf("weight is %g", weight)
	}
	return &File{data: data, rows: int64(rows), entries: entries, weight: weight}, nil
}

func sizeOf(rows, entries uint64) uint64 {
	return headerSize + offsetSize*(rows+1) + entrySize*entries
}

// Len returns the number of rows.
func (f *File) Len() int64 { return f.rows }

// Blend returns how much being taken together weighs beside meaning; 0 where it is not worth anything.
func (f *File) Weight() float64 { return f.weight }

// Partners returns those of a row, strongest first. A row that is none has none.
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
		return nil, fmt.Errorf("file of partners: row %d has entries %d to %d of %d", row, begin, end, f.entries)
	}
	partners := make([]Product, 0, end-begin)
	first := headerSize + offsetSize*int(f.rows+1)
	for i := begin; i < end; i++ {
		e := f.data[first+entrySize*int(i):]
		p := Product{
			Row:    int64(binary.LittleEndian.Uint32(e)),
			Weight: float64(math.Float32frombits(binary.LittleEndian.Uint32(e[4:]))),
		}
		if p.Row >= f.rows || p.Row == row || !(p.Weight > 0 && p.Weight <= 1) {
			return nil, fmt.Errorf("file of partners: row %d has partner %d of weight %g", row, p.Row, p.Weight)
		}
		partners = append(partners, p)
	}
	return partners, nil
}

// Close unmaps the file. No other method may run meanwhile.
func (f *File) Close() error {
	if f.data == nil {
		return nil
	}
	data := f.data
	*f = File{}
	return mapped.Close(data)
}
