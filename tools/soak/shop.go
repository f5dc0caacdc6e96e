package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"path/filepath"
	"sync"
	"time"

	"shopfyp.dev/functions"
	"shopfyp.dev/index-builder/build"
	"shopfyp.dev/index-builder/build/faissindex"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/embed/onnx"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/vector/faiss"
	"shopfyp.dev/tools/demo"
	"shopfyp.dev/tools/internal/folder"
	"shopfyp.dev/tools/internal/server"
)

// A shop holds the functions and the index-builder that publishes their snapshots.
type shop struct {
	host    *functions.Host
	store   *catalog.Memory
	builder *build.Builder
	model   *onnx.Embedder // used by the builder
	all     []catalog.Product
	ids     []catalog.ID
	served  *servedVersions
}

// newShop returns a shop with a published index.
func newShop(ctx context.Context, o options, dir string) (s *shop, err error) {
	s = &shop{store: catalog.NewMemory(), served: &servedVersions{names: make(map[string]bool)}}
	if err := s.addProducts(ctx, o.products); err != nil {
		return nil, err
	}
	if s.model, err = onnx.Open(onnx.In(o.native)); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.model.Close())
		}
	}()
	lib, err := faiss.Load(filepath.Join(o.native, "lib"))
	if err != nil {
		return nil, err
	}
	bucket := folder.New(filepath.Join(dir, "bucket"))
	s.builder = &build.Builder{
		Products: s.store, Embeddings: s.store, Embedder: s.model, Indexer: faissindex.Indexer{Library: lib},
		Bucket: bucket, Workers: 1, TempDir: dir, Now: time.Now, Progress: func(string, int64, int64) {}, Logger: slog.New(slog.DiscardHandler),
	}
	if _, err := s.builder.Run(ctx); err != nil {
		return nil, err
	}
	native, err := filepath.Abs(o.native)
	if err != nil {
		return nil, err
	}
	s.host, err = functions.OpenOver(functions.Ports{
		Products: s.store, Log: interaction.NewMemory(time.Now), Bucket: bucket, Verifier: server.TokenIsUser{},
	}, []string{
		"GOOGLE_CLOUD_PROJECT=demo-soak", "BUCKET=soak", "NATIVE_DIR=" + native, "REFRESH_EVERY=500ms",
		"SNAPSHOT_DIR=" + filepath.Join(dir, "snapshots"), "RATE_PER_USER=0", "RATE_PER_ADDRESS=0", "RATE_ANONYMOUS=0",
	}, s.served)
	return s, err
}

// addProducts stores the first n products of the demo catalog, or all if n is 0.
func (s *shop) addProducts(ctx context.Context, n int) (err error) {
	if s.all, err = demo.Products(); err != nil {
		return err
	}
	if n > 0 {
		s.all = s.all[:min(n, len(s.all))]
	}
	for _, p := range s.all {
		s.ids = append(s.ids, p.ID)
	}
	_, err = s.store.Put(ctx, s.all)
	return err
}

func (s *shop) close() error { return errors.Join(s.host.Close(), s.model.Close()) }

// minRebuilds is the minimum number of rebuilds, even on a slow machine.
const minRebuilds = 2

// rebuild changes products, builds a snapshot and waits until a card request uses it. It repeats this until
// done is closed, at least minRebuilds times, and returns the number of rebuilds.
func (s *shop) rebuild(ctx context.Context, done <-chan struct{}, every time.Duration, card func(context.Context) error) (n int, err error) {
	for ; ; n++ {
		if n >= minRebuilds {
			select {
			case <-done:
				return n, nil
			case <-time.After(every):
			}
		}
		if _, err := s.store.Put(ctx, s.changedProducts(n)); err != nil {
			return n, err
		}
		report, err := s.builder.Run(ctx)
		if err != nil {
			return n, fmt.Errorf("rebuild %d: %w", n, err)
		}
		if !report.Published {
			return n, fmt.Errorf("rebuild %d published nothing", n)
		}
		if err := s.awaitServed(ctx, report.Manifest.Version, card); err != nil {
			return n, err
		}
	}
}

// awaitServed requests cards until one comes from the version.
func (s *shop) awaitServed(ctx context.Context, version string, card func(context.Context) error) error {
	for !s.served.has(version) {
		if err := card(ctx); err != nil {
			return fmt.Errorf("wait for snapshot %s: %w", version, err)
		}
		time.Sleep(100 * time.Millisecond)
	}
	return nil
}

// changedProducts returns every 50th product with a new price and a new title, which needs a new embedding.
func (s *shop) changedProducts(round int) (changed []catalog.Product) {
	for i := round % 7; i < len(s.all); i += 50 {
		p := s.all[i]
		p.Title = fmt.Sprintf("%s, model %d", p.Title, round%5)
		p.Price.Amount += int64(round)
		changed = append(changed, p)
	}
	return changed
}

// servedVersions reads the log of the functions and collects the snapshot versions that served requests.
type servedVersions struct {
	mu    sync.Mutex
	names map[string]bool
}

var _ io.Writer = (*servedVersions)(nil)

// Write parses one line of the log.
func (v *servedVersions) Write(line []byte) (int, error) {
	var entry struct{ Snapshot string }
	if json.Unmarshal(line, &entry) == nil && entry.Snapshot != "" {
		v.mu.Lock()
		defer v.mu.Unlock()
		v.names[entry.Snapshot] = true
	}
	return len(line), nil
}

func (v *servedVersions) has(version string) bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.names[version]
}
