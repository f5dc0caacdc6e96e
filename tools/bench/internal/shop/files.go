package shop

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"unsafe"

	"golang.org/x/sys/unix"
)

// VectorFile returns a file of the products' vectors, as 32-bit floats, row after row, writing it where it is not kept.
func (s *Shop) VectorFile() (string, error) {
	return s.keep("vectors.f32", func(w io.Writer) error {
		return s.Vectors(func(_ int, vectors []float32) error {
			_, err := w.Write(Bytes(vectors))
			return err
		})
	})
}

// ProductFile returns a file of the products' cards, a line of JSON each, writing it where it is not kept.
func (s *Shop) ProductFile() (string, error) {
	return s.keep("products.jsonl", func(w io.Writer) error {
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

// QueryFile returns a file of the set's queries' vectors, writing it where it is not kept.
func (s *Shop) QueryFile() (string, error) {
	return s.keep("queries.f32", func(w io.Writer) error {
		_, err := w.Write(Bytes(s.set.Queries))
		return err
	})
}

// keep returns the path of a file beside the snapshot, which write fills if it is not there, whole or not at all.
func (s *Shop) keep(name string, write func(io.Writer) error) (string, error) {
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

// Bytes returns the memory of vectors, in this machine's byte order.
func Bytes(vectors []float32) []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(vectors))), 4*len(vectors))
}

// Map maps a file of 32-bit floats. unmap ends its use.
func Map(path string) (vectors []float32, unmap func() error, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, nil, err
	}
	data, err := unix.Mmap(int(f.Fd()), 0, int(info.Size()), unix.PROT_READ, unix.MAP_SHARED)
	if err != nil {
		return nil, nil, err
	}
	vectors = unsafe.Slice((*float32)(unsafe.Pointer(unsafe.SliceData(data))), len(data)/4)
	return vectors, func() error { return unix.Munmap(data) }, nil
}

// Read reads a file of 32-bit floats into memory.
func Read(path string) ([]float32, error) {
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
	_, err = io.ReadFull(f, Bytes(vectors))
	return vectors, err
}
