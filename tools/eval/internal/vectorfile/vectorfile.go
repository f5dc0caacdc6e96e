// Package vectorfile caches the vectors of documents in a file, so that later runs need not embed the same texts again.
// Do not copy the file to another type of CPU, because the same model gives slightly different vectors there.
package vectorfile

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"shopfyp.dev/shared/embed"
)

type key [sha256.Size]byte

// An Embedder wraps another embedder and caches the vectors of documents. It is safe for concurrent use.
type Embedder struct {
	embed.Embedder
	file *os.File // records: the text's SHA-256 and its vector

	mu    sync.Mutex
	known map[key][]float32
}

// Open returns an Embedder that caches the document vectors of e. The cache is a file in dir, one per model. Several
// programs can use the file at the same time. Each appends to it and reads it only in Open. Open removes an invalid
// record and all records after it. The caller closes the Embedder; Close does not close e.
func Open(dir string, e embed.Embedder) (*Embedder, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	path := filepath.Join(dir, e.Model()+".vectors")
	data, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	known, whole := decode(data, e.Dim())
	f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o644)
	if err != nil {
		return nil, err
	}
	if whole < len(data) {
		if err := f.Truncate(int64(whole)); err != nil {
			return nil, errors.Join(err, f.Close())
		}
	}
	return &Embedder{Embedder: e, file: f, known: known}, nil
}

// EmbedDocument implements embed.Embedder.
func (e *Embedder) EmbedDocument(ctx context.Context, text string) ([]float32, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	k := key(sha256.Sum256([]byte(text)))
	e.mu.Lock()
	v, ok := e.known[k]
	e.mu.Unlock()
	if ok {
		return slices.Clone(v), nil
	}
	v, err := e.Embedder.EmbedDocument(ctx, text)
	if err != nil {
		return nil, err
	}
	if _, err := e.file.Write(encode(k, v)); err != nil {
		return nil, fmt.Errorf("cache a vector: %w", err)
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.known[k] = slices.Clone(v)
	return v, nil
}

// Close closes the file.
func (e *Embedder) Close() error { return e.file.Close() }

func encode(k key, v []float32) []byte {
	record := append(make([]byte, 0, len(k)+4*len(v)), k[:]...)
	for _, x := range v {
		record = binary.LittleEndian.AppendUint32(record, math.Float32bits(x))
	}
	return record
}

// decode returns the vectors of the valid records at the start of data, and the length of these records in bytes.
func decode(data []byte, dim int) (known map[key][]float32, whole int) {
	size := len(key{}) + 4*dim
	known = make(map[key][]float32, len(data)/size)
	for ; whole+size <= len(data); whole += size {
		record := data[whole : whole+size]
		v, square := make([]float32, dim), 0.
		for i := range v {
			v[i] = math.Float32frombits(binary.LittleEndian.Uint32(record[len(key{})+4*i:]))
			square += float64(v[i]) * float64(v[i])
		}
		if math.IsNaN(square) || math.Abs(square-1) > 1e-3 && square != 0 { // not a unit vector: an earlier write was incomplete
			break
		}
		known[key(record)] = v
	}
	return known, whole
}
