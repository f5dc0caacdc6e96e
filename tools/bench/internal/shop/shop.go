package shop

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"shopfyp.dev/index-builder/build"
	"shopfyp.dev/index-builder/build/faissindex"
	"shopfyp.dev/shared/embed/onnx"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/vector/faiss"
	"shopfyp.dev/tools/bench/internal/corpus"
	"shopfyp.dev/tools/bench/internal/folder"
)

// A Shop is a catalogue and its published snapshot.
type Shop struct {
	*Catalogue
	Dir      string // of the bucket
	Manifest snapshot.Manifest
}

// Config says where shops are kept and what makes them.
type Config struct {
	Cache  string // folder of shops
	Native string // folder of the model and the libraries
	Log    *slog.Logger
}

// seed is of all shops: one size is one shop.
const seed = 1

// Make returns the shop of n products like those of set, making it where it is not kept.
// It is made anew where the type of index for n products has changed.
func Make(ctx context.Context, c Config, set *corpus.Set, n int) (*Shop, error) {
	s := &Shop{Catalogue: NewCatalogue(set, n, seed)}
	s.Dir = filepath.Join(c.Cache, s.name())
	err := s.open(ctx)
	if errors.Is(err, snapshot.ErrNoIndex) {
		c.Log.Info("making a shop", "products", n, "index", faiss.SpecFor(n, set.Dim).String())
		if err = s.build(ctx, c); err == nil {
			err = s.open(ctx)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("shop of %d products: %w", n, err)
	}
	return s, nil
}

// name tells shops with other content apart.
func (s *Shop) name() string {
	sum := sha256.Sum256([]byte(strings.Join(s.set.Titles, "\x00")))
	spec := strings.NewReplacer(",", "-", "(", "-", ")", "").Replace(faiss.SpecFor(s.n, s.set.Dim).String())
	return fmt.Sprintf("shop-%d-%d-%s-%x", s.n, s.seed, spec, sum[:4])
}

func (s *Shop) open(ctx context.Context) (err error) {
	s.Manifest, _, err = snapshot.Current(ctx, folder.New(s.Dir))
	return err
}

// build runs the index-builder's pipeline.
func (s *Shop) build(ctx context.Context, c Config) error {
	model, err := onnx.Open(onnx.In(c.Native)) // for the sample queries that recall is measured with
	if err != nil {
		return err
	}
	defer model.Close()
	b, err := Builder(c, s.Catalogue, model, s.Dir)
	if err != nil {
		return err
	}
	_, err = b.Run(ctx)
	return err
}

// Builder returns the index-builder's pipeline over a catalogue, publishing into the folder dir.
func Builder(c Config, s Source, model *onnx.Embedder, dir string) (*build.Builder, error) {
	lib, err := faiss.Load(filepath.Join(c.Native, "lib"))
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	return &build.Builder{
		Products: s, Embeddings: s, Embedder: model, Indexer: faissindex.Indexer{Library: lib}, Bucket: folder.New(dir),
		Workers: runtime.NumCPU(), TempDir: dir, Now: time.Now, Progress: func(string, int64, int64) {}, Logger: c.Log,
	}, nil
}

// Path returns where a file of the snapshot lies.
func (s *Shop) Path(file string) string {
	return filepath.Join(s.Dir, "indexes", s.Manifest.Version, file)
}

// Bytes returns the size of a file of the snapshot.
func (s *Shop) Bytes(file string) int64 {
	for _, f := range s.Manifest.Files {
		if f.Name == file {
			return f.Size
		}
	}
	return 0
}
