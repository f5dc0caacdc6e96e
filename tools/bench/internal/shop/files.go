package shop

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"unsafe"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/embed/onnx"
	"shopfyp.dev/tools/bench/internal/corpus"
)

// VectorFile returns the path of the products' vectors: 32-bit floats, row after row.
func (s *Shop) VectorFile() string { return filepath.Join(s.Dir, "vectors.f32") }

// ProductFile returns the path of the products' cards, one JSON object per line.
func (s *Shop) ProductFile() string { return filepath.Join(s.Dir, "products.jsonl") }

// QueryFile returns the path of the vectors of the sample queries.
func (s *Shop) QueryFile() string { return filepath.Join(s.Dir, "queries.f32") }

// generate puts the products and their vectors into store and writes the files that the peers read.
func (s *Shop) generate(ctx context.Context, set *corpus.Set, store *catalog.Memory) error {
	queries := writeFile(s.QueryFile(), func(w io.Writer) (err error) {
		for i := 0; i < len(set.QueryVector) && err == nil; i++ {
			_, err = w.Write(bytesOf(set.QueryVector[i]))
		}
		return err
	})
	products := writeFile(s.ProductFile(), func(cards io.Writer) error {
		lines := json.NewEncoder(cards)
		return writeFile(s.VectorFile(), func(vectors io.Writer) error {
			return set.Generate(s.size, seed, func(i int, vector []float32) error {
				p := product(set.Titles, i)
				_, err := vectors.Write(bytesOf(vector))
				return errors.Join(err, lines.Encode(p.Card()), put(ctx, store, p, vector))
			})
		})
	})
	return errors.Join(queries, products)
}

func put(ctx context.Context, store *catalog.Memory, p catalog.Product, vector []float32) error {
	_, err := store.Put(ctx, []catalog.Product{p})
	e := catalog.Embedding{ID: p.ID, Vector: vector, Model: onnx.Model, TextHash: p.TextHash()}
	return errors.Join(err, store.PutEmbeddings(ctx, []catalog.Embedding{e}))
}

func writeFile(path string, write func(io.Writer) error) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(f, 1<<20)
	return errors.Join(write(w), w.Flush(), f.Close())
}

// bytesOf returns the memory of a vector, in this machine's byte order.
func bytesOf(vector []float32) []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(vector))), 4*len(vector))
}
