package build

import (
	"bufio"
	"bytes"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/change"
)

// A spool keeps the products of a build in a temporary file, so that their texts take no memory. The file is a gob stream.
// Add all products, then call finish, then read them in any order. The file has no name, so nothing is left if the process
// is killed.
type spool struct {
	file *os.File
	out  *bufio.Writer
	size int64 // of the stream
	gob  *gob.Encoder
	ends []int64 // end of each product in the stream

	records records
}

func newSpool(dir string) (*spool, error) {
	f, err := os.CreateTemp(dir, "shopfyp-products-")
	if err != nil {
		return nil, err
	}
	if err := os.Remove(f.Name()); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	s := &spool{file: f, out: bufio.NewWriterSize(f, 1<<20)}
	s.gob = gob.NewEncoder(s)
	return s, nil
}

// Write counts the bytes of the stream.
func (s *spool) Write(p []byte) (int, error) {
	n, err := s.out.Write(p)
	s.size += int64(n)
	return n, err
}

// add appends a product, without the fields that change.Trim removes.
func (s *spool) add(p *catalog.Product) error {
	trimmed := change.Trim(*p)
	err := s.gob.Encode(&trimmed)
	s.ends = append(s.ends, s.size)
	return err
}

// finish ends the stream.
func (s *spool) finish() error {
	if err := s.out.Flush(); err != nil || len(s.ends) == 0 {
		return err
	}
	return s.records.open(s.file, s.ends[0])
}

// stream returns a reader of all products.
func (s *spool) stream() io.Reader { return io.NewSectionReader(s.file, 0, s.size) }

// product returns product i, in the order of add. It is safe for concurrent use. The caller must not change its slices.
func (s *spool) product(i int) (catalog.Product, error) {
	if i == 0 {
		return s.records.first, nil
	}
	p, err := s.records.read(s.file, s.ends[i-1], s.ends[i])
	if err != nil {
		return p, fmt.Errorf("product %d of the temporary file: %w", i, err)
	}
	return p, nil
}

// close deletes the file.
func (s *spool) close() error { return s.file.Close() }

// records reads single products of a gob stream. The first product comes with the types of the stream, which the decoder
// must read before any other product, and only once.
type records struct {
	mu    sync.Mutex
	first catalog.Product
	bytes []byte
	in    bytes.Reader
	gob   *gob.Decoder
}

// open reads the first product, which ends at end.
func (r *records) open(f io.ReaderAt, end int64) (err error) {
	r.gob = gob.NewDecoder(&r.in) // reads no further than a product, since in is an io.ByteReader
	r.first, err = r.read(f, 0, end)
	return err
}

// read reads the product between two offsets.
func (r *records) read(f io.ReaderAt, begin, end int64) (p catalog.Product, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if n := int(end - begin); cap(r.bytes) < n {
		r.bytes = make([]byte, n)
	} else {
		r.bytes = r.bytes[:n]
	}
	if _, err := f.ReadAt(r.bytes, begin); err != nil {
		return p, err
	}
	r.in.Reset(r.bytes)
	return p, r.gob.Decode(&p)
}
