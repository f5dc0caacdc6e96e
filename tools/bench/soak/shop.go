package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"shopfyp.dev/functions"
	"shopfyp.dev/index-builder/build"
	"shopfyp.dev/index-builder/build/faissindex"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/embed/onnx"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/vector/faiss"
	"shopfyp.dev/tools/bench/internal/folder"
	"shopfyp.dev/tools/demo"
)

// A shop is the functions, and the builder that works beside them.
type shop struct {
	host    *functions.Host
	store   *catalog.Memory
	builder *build.Builder
	model   *onnx.Embedder // the builder's
	all     []catalog.Product
	ids     []catalog.ID
	seen    *versionsSeen
}

// newShop returns a shop whose first index is published.
func newShop(ctx context.Context, o options, dir string) (*shop, error) {
	s := &shop{store: catalog.NewMemory(), seen: &versionsSeen{names: make(map[string]bool)}}
	var err error
	if s.all, err = demo.Products(); err != nil {
		return nil, err
	}
	if o.products > 0 {
		s.all = s.all[:min(o.products, len(s.all))]
	}
	for _, p := range s.all {
		s.ids = append(s.ids, p.ID)
	}
	if _, err := s.store.Put(ctx, s.all); err != nil {
		return nil, err
	}
	if s.model, err = onnx.Open(onnx.In(o.native)); err != nil {
		return nil, err
	}
	lib, err := faiss.Load(filepath.Join(o.native, "lib"))
	if err != nil {
		return nil, errors.Join(err, s.model.Close())
	}
	bucket := folder.New(filepath.Join(dir, "bucket"))
	s.builder = &build.Builder{
		Products: s.store, Embeddings: s.store, Embedder: s.model, Indexer: faissindex.Indexer{Library: lib},
		Bucket: bucket, Workers: 1, TempDir: dir, Now: time.Now, Progress: func(string, int64, int64) {}, Logger: slog.New(slog.DiscardHandler),
	}
	if _, err := s.builder.Run(ctx); err != nil {
		return nil, errors.Join(err, s.model.Close())
	}
	native, err := filepath.Abs(o.native)
	if err != nil {
		return nil, err
	}
	s.host, err = functions.OpenOver(functions.Ports{
		Products: s.store, Log: interaction.NewMemory(time.Now), Bucket: bucket, Verifier: trusting{},
	}, []string{
		"GOOGLE_CLOUD_PROJECT=demo-soak", "BUCKET=soak", "NATIVE_DIR=" + native, "REFRESH_EVERY=500ms",
		"SNAPSHOT_DIR=" + filepath.Join(dir, "snapshots"), "RATE_PER_USER=0", "RATE_PER_ADDRESS=0",
	}, s.seen)
	return s, err
}

func (s *shop) close() error { return errors.Join(s.host.Close(), s.model.Close()) }

// handler serves all HTTP functions.
func (s *shop) handler() http.Handler {
	mux := http.NewServeMux()
	for _, f := range functions.Table() {
		if len(f.Routes) == 0 {
			continue
		}
		h, paths := s.host.HTTP(f.Name), make(map[string]bool)
		for _, r := range f.Routes {
			if _, path, _ := strings.Cut(r.Pattern, " "); !paths[path] {
				paths[path] = true
				mux.Handle(path, h)
			}
		}
	}
	return mux
}

// rebuild changes products and builds, until ctx ends. It returns how many builds were published.
func (s *shop) rebuild(ctx context.Context, every time.Duration) (n int, err error) {
	for {
		select {
		case <-ctx.Done():
			return n, nil
		case <-time.After(every):
		}
		var changed []catalog.Product
		for i := n % 7; i < len(s.all); i += 50 {
			p := s.all[i]
			p.Title = fmt.Sprintf("%s, model %d", p.Title, n%5) // its text, so it is embedded again
			p.Price.Amount += int64(n)
			changed = append(changed, p)
		}
		if _, err := s.store.Put(ctx, changed); err != nil {
			return n, err
		}
		report, err := s.builder.Run(ctx)
		if ctx.Err() != nil {
			return n, nil
		}
		if err != nil {
			return n, fmt.Errorf("rebuild: %w", err)
		}
		if report.Published {
			n++
		}
	}
}

// trusting takes a token for the user's ID.
type trusting struct{}

// Verify implements the functions' verifier.
func (trusting) Verify(_ context.Context, token string) (string, error) { return token, nil }

// versionsSeen reads the functions' log: which versions of the index requests were answered from.
type versionsSeen struct {
	mu    sync.Mutex
	names map[string]bool
}

var _ io.Writer = (*versionsSeen)(nil)

// Write takes one line of the log.
func (v *versionsSeen) Write(line []byte) (int, error) {
	var entry struct{ Snapshot string }
	if json.Unmarshal(line, &entry) == nil && entry.Snapshot != "" {
		v.mu.Lock()
		defer v.mu.Unlock()
		v.names[entry.Snapshot] = true
	}
	return len(line), nil
}

func (s *shop) versions() int {
	s.seen.mu.Lock()
	defer s.seen.mu.Unlock()
	return len(s.seen.names)
}
