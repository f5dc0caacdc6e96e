package snapshot

import (
	"bufio"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"math"
	"os"
	"slices"
)

// WriteCards writes a card file. It calls record once for each row, in order. record returns the row's product ID,
// which must be unique, and the row's data. featured lists the rows of featured products, best first.
func WriteCards(name string, rows int, record func(row int) (id string, data []byte, err error), featured []int64) error {
	if rows >= maxRows || len(featured) > maxFeatured {
		return fmt.Errorf("%s: %d rows and %d featured rows exceed the limits", name, rows, len(featured))
	}
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	w := &cardsWriter{layout: layoutOf(uint64(rows), uint64(len(featured))), hashes: make([]hashedRow, 0, rows)}
	if err := errors.Join(w.write(f, rows, record, featured), f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// hashedRow is an entry of the ID table.
type hashedRow struct {
	hash uint64
	row  uint32
}

type cardsWriter struct {
	layout  layout
	hashes  []hashedRow
	offsets []uint64
}

// write writes the blob first, at its final offset. The sections before it depend on the sizes in the blob.
func (w *cardsWriter) write(f *os.File, rows int, record func(int) (string, []byte, error), featured []int64) error {
	if _, err := f.Seek(int64(w.layout.blob), io.SeekStart); err != nil {
		return err
	}
	size, err := w.writeBlob(f, rows, record)
	if err != nil {
		return err
	}
	w.sortHashes()
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return err
	}
	return w.writeHead(f, size, featured)
}

func (w *cardsWriter) writeBlob(f io.Writer, rows int, record func(int) (string, []byte, error)) (uint64, error) {
	out := bufio.NewWriterSize(f, 1<<20)
	var size uint64
	for row := range rows {
		id, data, err := record(row)
		if err != nil {
			return 0, fmt.Errorf("row %d: %w", row, err)
		}
		if len(id) > math.MaxUint16 {
			return 0, fmt.Errorf("row %d: ID of %d bytes is too long", row, len(id))
		}
		w.offsets = append(w.offsets, size)
		w.hashes = append(w.hashes, hashedRow{hashID(id), uint32(row)})
		var n [2]byte
		binary.LittleEndian.PutUint16(n[:], uint16(len(id)))
		for _, part := range [][]byte{n[:], []byte(id), data} {
			if _, err := out.Write(part); err != nil {
				return 0, err
			}
			size += uint64(len(part))
		}
	}
	w.offsets = append(w.offsets, size)
	return size, out.Flush()
}

// sortHashes sorts the ID table for binary search.
func (w *cardsWriter) sortHashes() {
	slices.SortFunc(w.hashes, func(a, b hashedRow) int {
		return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.row, b.row))
	})
}

func (w *cardsWriter) writeHead(f io.Writer, blob uint64, featured []int64) error {
	out := bufio.NewWriterSize(f, 1<<20)
	var pos uint64
	var b [8]byte
	put := func(n int, v uint64) {
		binary.LittleEndian.PutUint64(b[:], v)
		out.Write(b[:n]) // bufio keeps the first error for Flush
		pos += uint64(n)
	}
	align := func(to uint64) {
		for pos < to {
			put(1, 0)
		}
	}
	l := w.layout
	for _, v := range []uint64{cardsMagic, uint64(len(w.hashes)), uint64(len(featured)), l.offsets, l.hashes, l.hashRows, l.blob, l.blob + blob} {
		put(8, v)
	}
	for _, o := range w.offsets {
		put(8, o)
	}
	for _, h := range w.hashes {
		put(8, h.hash)
	}
	for _, h := range w.hashes {
		put(4, uint64(h.row))
	}
	align(l.featured)
	for _, row := range featured {
		put(4, uint64(row))
	}
	align(l.blob)
	return out.Flush()
}

// hashID returns the 64-bit FNV-1a hash of an ID. The hash is part of the file format.
func hashID(id string) uint64 {
	h := fnv.New64a()
	io.WriteString(h, id)
	return h.Sum64()
}
