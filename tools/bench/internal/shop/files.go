package shop

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"unsafe"
)

// VectorFile returns the path of a file with the products' vectors: 32-bit floats, row after row.
func (s *Shop) VectorFile() (string, error) {
	return s.cached("vectors.f32", func(w io.Writer) error {
		return s.Vectors(func(_ int, vectors []float32) error {
			_, err := w.Write(bytesOf(vectors))
			return err
		})
	})
}

// ProductFile returns the path of a file with the products' cards, one JSON object a line.
func (s *Shop) ProductFile() (string, error) {
	return s.cached("products.jsonl", func(w io.Writer) error {
		lines := json.NewEncoder(w)
		for i := range s.n {
			p := s.Product(i)
			if err := lines.Encode(p.Card()); err != nil {
				return err
			}
		}
		return nil
	})
}

// QueryFile returns the path of a file with the vectors of the set's queries.
func (s *Shop) QueryFile() (string, error) {
	return s.cached("queries.f32", func(w io.Writer) error {
		for _, v := range s.set.QueryVector {
			if _, err := w.Write(bytesOf(v)); err != nil {
				return err
			}
		}
		return nil
	})
}

// cached returns the path of a file next to the snapshot. It calls write to create a missing file, and
// leaves no partial file on an error.
func (s *Shop) cached(name string, write func(io.Writer) error) (string, error) {
	path := filepath.Join(s.Dir, name)
	if _, err := os.Stat(path); err == nil {
		return path, nil
	}
	f, err := os.Create(path + ".new")
	if err != nil {
		return "", err
	}
	out := bufio.NewWriterSize(f, 1<<20)
	if err := errors.Join(write(out), out.Flush(), f.Close()); err != nil {
		return "", err
	}
	return path, os.Rename(path+".new", path)
}

// bytesOf returns the memory of vectors, in this machine's byte order.
func bytesOf(vectors []float32) []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(vectors))), 4*len(vectors))
}

// ReadVectors reads a file of 32-bit floats.
func ReadVectors(path string) ([]float32, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	vectors := make([]float32, info.Size()/4)
	_, err = io.ReadFull(f, bytesOf(vectors))
	return vectors, err
}
