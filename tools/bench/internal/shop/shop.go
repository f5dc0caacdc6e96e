// Package shop builds shops of any size for benchmarks. A shop is a catalog of synthetic products and
// its snapshot, which the index-builder's own pipeline builds and publishes into a folder. Shops are
// cached on disk and reused.
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
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/embed"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/vector/faiss"
	"shopfyp.dev/tools/bench/internal/corpus"
	"shopfyp.dev/tools/internal/folder"
)

// A Shop is a catalog with its published snapshot.
type Shop struct {
	Dir      string // the bucket
	Manifest snapshot.Manifest

	size int // number of products
}

// Config holds the dependencies of Make.
type Config struct {
	Cache   string // folder of cached shops
	Library *faiss.Library
	Model   embed.Embedder // embeds the sample queries for measuring recall
	Log     *slog.Logger
}

// seed is the same for every shop, so that equal sizes give equal shops.
const seed = 1

// Make returns the shop of n products generated from set. It builds the shop unless the cache holds it
// with the index type for this size.
func Make(ctx context.Context, c Config, set *corpus.Set, n int) (*Shop, error) {
	s := &Shop{Dir: filepath.Join(c.Cache, name(set, n)), size: n}
	err := s.open(ctx)
	if errors.Is(err, snapshot.ErrNoIndex) {
		c.Log.Info("building a shop", "products", n, "index", faiss.SpecFor(n, set.Dim).String())
		if err = s.build(ctx, c, set); err == nil {
			err = s.open(ctx)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("shop of %d products: %w", n, err)
	}
	return s, nil
}

// name returns the folder name of a shop. It differs for different content.
func name(set *corpus.Set, n int) string {
	sum := sha256.Sum256([]byte(strings.Join(set.Titles, "\x00") + "\x01" + strings.Join(set.QueryTexts, "\x00")))
	spec := strings.NewReplacer(",", "-", "(", "-", ")", "").Replace(faiss.SpecFor(n, set.Dim).String())
	return fmt.Sprintf("catalog-%d-%d-%s-%x", n, seed, spec, sum[:4])
}

func (s *Shop) open(ctx context.Context) (err error) {
	s.Manifest, _, err = snapshot.Current(ctx, folder.New(s.Dir))
	return err
}

// build generates the catalog and runs the index-builder's pipeline on it.
func (s *Shop) build(ctx context.Context, c Config, set *corpus.Set) error {
	if err := os.MkdirAll(s.Dir, 0o755); err != nil {
		return err
	}
	store := catalog.NewMemory()
	if err := s.generate(ctx, set, store); err != nil {
		return err
	}
	b := &build.Builder{
		Products: store, Embeddings: store, Embedder: c.Model, Indexer: faissindex.Indexer{Library: c.Library}, Bucket: folder.New(s.Dir),
		Workers: runtime.NumCPU(), TempDir: s.Dir, Now: time.Now, Progress: func(string, int64, int64) {}, Logger: c.Log,
	}
	_, err := b.Run(ctx)
	return err
}

// Snapshots returns the folder of the published snapshots.
func (s *Shop) Snapshots() string { return filepath.Join(s.Dir, "indexes") }

// Path returns the path of a file of the current snapshot.
func (s *Shop) Path(file string) string {
	return filepath.Join(s.Snapshots(), s.Manifest.Version, file)
}

// Bytes returns the size of a snapshot file.
func (s *Shop) Bytes(file string) int64 {
	for _, f := range s.Manifest.Files {
		if f.Name == file {
			return f.Size
		}
	}
	return 0
}
