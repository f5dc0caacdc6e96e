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
	"path/filepath"
	"slices"
)

// A CardRecord is what a card file holds about a row.
type CardRecord struct {
	ID      string
	Data    []byte
	Group   string   // rows with the same group are variants of one product; "": no variants
	Numbers []string // catalog.NumberKeys by which the product is found
	Flags   Flags
}

// WriteCards writes a card file. It calls record once for each row, in order. IDs must be unique. featured lists the
// rows of featured products, best first.
func WriteCards(name string, rows int, record func(row int) (CardRecord, error), featured []int64) error {
	if rows >= maxRows || len(featured) > maxFeatured {
		return fmt.Errorf("%s: %d rows and %d featured rows exceed the limits", name, rows, len(featured))
	}
	blob, err := os.CreateTemp(filepath.Dir(name), filepath.Base(name)+".records-*")
	if err != nil {
		return err
	}
	defer os.Remove(blob.Name())
	defer blob.Close()
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	w := &cardsWriter{first: make(map[string]uint32), last: make(map[string]uint32)}
	if err := errors.Join(w.write(f, blob, rows, record, featured), f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// hashedRow is an entry of the ID table or of the table of numbers.
type hashedRow struct {
	hash uint64
	row  uint32
}

type cardsWriter struct {
	hashes  []hashedRow
	numbers []hashedRow
	offsets []uint64
	flags   []byte
	leaders []uint32
	nexts   []uint32

	first, last map[string]uint32 // rows of each group
}

// write writes the records to blob first, because the sections before them depend on all records.
func (w *cardsWriter) write(f, blob *os.File, rows int, record func(int) (CardRecord, error), featured []int64) error {
	size, err := w.writeBlob(blob, rows, record)
	if err != nil {
		return err
	}
	sortHashes(w.hashes)
	sortHashes(w.numbers)
	if err := w.writeHead(f, size, featured); err != nil {
		return err
	}
	if _, err := blob.Seek(0, io.SeekStart); err != nil {
		return err
	}
	_, err = io.Copy(f, blob)
	return err
}

func (w *cardsWriter) writeBlob(f io.Writer, rows int, record func(int) (CardRecord, error)) (uint64, error) {
	out := bufio.NewWriterSize(f, 1<<20)
	var size uint64
	for row := range rows {
		r, err := record(row)
		if err != nil {
			return 0, fmt.Errorf("row %d: %w", row, err)
		}
		if len(r.ID) > math.MaxUint16 {
			return 0, fmt.Errorf("row %d: ID of %d bytes is too long", row, len(r.ID))
		}
		w.offsets = append(w.offsets, size)
		w.add(uint32(row), &r)
		var n [2]byte
		binary.LittleEndian.PutUint16(n[:], uint16(len(r.ID)))
		for _, part := range [][]byte{n[:], []byte(r.ID), r.Data} {
			if _, err := out.Write(part); err != nil {
				return 0, err
			}
			size += uint64(len(part))
		}
	}
	w.offsets = append(w.offsets, size)
	return size, out.Flush()
}

// add collects the sections' data of a row.
func (w *cardsWriter) add(row uint32, r *CardRecord) {
	w.hashes = append(w.hashes, hashedRow{hashID(r.ID), row})
	for _, key := range r.Numbers {
		w.numbers = append(w.numbers, hashedRow{hashID(key), row})
	}
	w.flags = append(w.flags, byte(r.Flags))
	leader := row
	if r.Group != "" {
		if first, ok := w.first[r.Group]; ok {
			leader = first
			w.nexts[w.last[r.Group]] = row
		} else {
			w.first[r.Group] = row
			w.numbers = append(w.numbers, hashedRow{hashID(groupKey(r.Group)), row})
		}
		w.last[r.Group] = row
	}
	w.leaders, w.nexts = append(w.leaders, leader), append(w.nexts, leader)
}

// sortHashes sorts a table for binary search.
func sortHashes(hashes []hashedRow) {
	slices.SortFunc(hashes, func(a, b hashedRow) int {
		return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.row, b.row))
	})
}

// writeHead writes the header and all sections before the blob.
func (w *cardsWriter) writeHead(f io.Writer, blob uint64, featured []int64) error {
	out := bufio.NewWriterSize(f, 1<<20)
	var pos uint64
	var b [8]byte
	put := func(n int, v uint64) {
		binary.LittleEndian.PutUint64(b[:], v)
		out.Write(b[:n]) // bufio keeps the first error for Flush
		pos += uint64(n)
	}
	alignTo := func(to uint64) {
		for pos < to {
			put(1, 0)
		}
	}
	l := layoutOf(uint64(len(w.hashes)), uint64(len(featured)), uint64(len(w.numbers)))
	for _, v := range []uint64{cardsMagic, uint64(len(w.hashes)), uint64(len(featured)), uint64(len(w.numbers)), l.hashes, l.flags, l.blob, l.blob + blob} {
		put(8, v)
	}
	for _, o := range w.offsets {
		put(8, o)
	}
	for _, table := range [][]hashedRow{w.hashes, w.numbers} {
		for _, h := range table {
			put(8, h.hash)
		}
	}
	for _, table := range [][]hashedRow{w.hashes, w.numbers} {
		for _, h := range table {
			put(4, uint64(h.row))
		}
	}
	for _, rows := range [][]uint32{w.leaders, w.nexts} {
		for _, row := range rows {
			put(4, uint64(row))
		}
	}
	alignTo(l.featured)
	for _, row := range featured {
		put(4, uint64(row))
	}
	alignTo(l.flags)
	out.Write(w.flags)
	pos += uint64(len(w.flags))
	alignTo(l.blob)
	return out.Flush()
}

// hashID returns the 64-bit FNV-1a hash of an ID. The hash is part of the file format.
func hashID(id string) uint64 {
	h := fnv.New64a()
	io.WriteString(h, id)
	return h.Sum64()
}
