package main

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"shopfyp.dev/index-builder/build"
	"shopfyp.dev/index-builder/build/faissindex"
	"shopfyp.dev/index-builder/load"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/change"
	"shopfyp.dev/shared/embed"
	"shopfyp.dev/shared/engine"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/vector/faiss"
)

// A site is a job with a search engine, in memory.
type site struct {
	memory  *catalog.Memory
	changes *change.Memory
	engine  *load.Memory
	builder *build.Builder
	loader  *load.Loader
}

func newSite(t *testing.T, products, companion int) *site {
	t.Helper()
	lib, err := faiss.Load(filepath.Join("..", "native", "out", "lib"))
	if err != nil {
		if os.Getenv("CI") != "" || os.Getenv("REQUIRE_NATIVE") != "" {
			t.Fatal(err)
		}
		t.Skip("the native libraries are missing; run make native")
	}
	s := &site{memory: catalog.NewMemory(), engine: load.NewMemory()}
	s.changes = change.NewMemory(s.memory)
	embedder, bucket, quiet := embed.NewFake(64), snapshot.NewMemoryBucket(), slog.New(slog.DiscardHandler)
	start, _ := s.changes.Now(t.Context())
	var turn sync.Mutex
	now := func() time.Time { turn.Lock(); defer turn.Unlock(); start = start.Add(time.Second); return start }
	progress := func(string, int64, int64) {}
	s.builder = &build.Builder{
		Products: s.memory, Embeddings: s.memory, Changes: s.changes, Embedder: embedder, Indexer: faissindex.Indexer{Library: lib},
		Bucket: bucket, Workers: 2, TempDir: t.TempDir(), Now: now, Progress: progress, Logger: quiet,
	}
	s.loader = &load.Loader{
		Engine: s.engine, Address: "milvus://127.0.0.1:1/shop", Products: s.memory, Embeddings: s.memory, Changes: s.changes, Embedder: embedder,
		Bucket: bucket, Workers: 2, Companion: companion, Now: now, Progress: progress, Logger: quiet,
	}
	var all []catalog.Product
	for i := range products {
		all = append(all, catalog.Product{ID: catalog.ID(fmt.Sprintf("p%04d", i)), Title: fmt.Sprintf("thing number%d", i), Rating: 4, RatingCount: i})
	}
	if _, err := s.memory.Put(t.Context(), all); err != nil {
		t.Fatal(err)
	}
	return s
}

// task runs one of count tasks.
func (s *site) task(t *testing.T, index, count int) result {
	t.Helper()
	b, l := *s.builder, *s.loader
	done := runEngineTask(t.Context(), &l, &b, Config{TaskIndex: index, TaskCount: count}, build.Shard{
		Run: "run-1", Index: index, Count: count, Products: s.memory, Embeddings: s.memory,
	})
	if done.err != nil {
		t.Errorf("task %d of %d: %v", index, count, done.err)
	}
	return done
}

// products returns the number of products in the engine.
func (s *site) products(t *testing.T) int {
	t.Helper()
	c, err := s.engine.Open(t.Context(), s.builder.Embedder.Model())
	if err != nil {
		t.Fatal(err)
	}
	n, err := c.Len(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// A shop moves from a snapshot of the whole catalog to a search engine, without ALLOW_SHRINK.
func TestJobLoadsTheEngineAndBuildsTheCompanion(t *testing.T) {
	s := newSite(t, 600, 200)
	if r, err := s.builder.Run(t.Context()); err != nil || r.Products != 600 {
		t.Fatalf("build without the engine: %+v, %v", r, err)
	}
	if r := s.task(t, 0, 1); r.loaded == nil || r.loaded.Written != 600 || s.products(t) != 600 || !r.Published || r.Products > 200 || r.Products < 180 {
		t.Errorf("job: %+v, loaded %+v, %d products in the engine; want 600 there and 180 to 200 in the companion", r.Report, r.loaded, s.products(t))
	}
	if n := embeddings(t, s); n != 600 {
		t.Errorf("%d embeddings are stored after the companion's build, want all 600", n)
	}
	if r := s.task(t, 0, 1); r.loaded.Full || r.loaded.Written != 0 || r.Published {
		t.Errorf("second job: %+v, loaded %+v, want nothing done", r.Report, r.loaded)
	}
}

func embeddings(t *testing.T, s *site) (n int) {
	t.Helper()
	for _, err := range s.memory.AllEmbeddings(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	return n
}

func TestTasksLoadTheEngine(t *testing.T) {
	s := newSite(t, 600, 1000)
	results := make([]result, 3)
	var wg sync.WaitGroup
	for i := range results {
		wg.Go(func() { results[i] = s.task(t, i, 3) })
	}
	wg.Wait()
	merged, embedded := 0, 0
	for _, r := range results {
		embedded += r.Embedded
		if r.merged {
			merged++
			if r.loaded.Written != 600 || !r.Published || r.Products != 600 {
				t.Errorf("last task: %+v, loaded %+v, want 600 products in both", r.Report, r.loaded)
			}
		}
	}
	if merged != 1 || embedded != 600 || s.products(t) != 600 || s.engine.Active() == "" {
		t.Errorf("%d tasks built the companion, %d products were embedded, %d are in the engine; want 1, 600 and 600", merged, embedded, s.products(t))
	}
}

func TestParseConfigOfTheEngine(t *testing.T) {
	vars := map[string]string{"GOOGLE_CLOUD_PROJECT": "p", "BUCKET": "b", "INDEX": "milvus://milvus.example:19530/shop"}
	before := openEngine
	defer func() { openEngine = before }()
	openEngine = nil
	if _, err := parseConfig(t.Context(), env(vars)); err == nil || !strings.Contains(err.Error(), "-tags=milvus") {
		t.Errorf("parseConfig without a client = %v, want an error that names the build tag", err)
	}
	openEngine = func(Config) (load.Engine, error) { return nil, errors.New("unused") }
	c, err := parseConfig(t.Context(), env(vars))
	if err != nil || c.Companion != 200_000 || c.MilvusTLS != nil {
		t.Errorf("parseConfig = %+v, %v, want 200,000 products in the companion", c, err)
	}
	for address, want := range map[string]bool{"milvus://milvus.example:1/shop": true, "milvus://127.0.0.1:1/shop": false} {
		at, err := engine.ParseAddress(address)
		if err != nil || at.UsesTLS(c.MilvusTLS) != want {
			t.Errorf("TLS to %s = %t, want %t", address, !want, want)
		}
	}
	vars["MILVUS_TLS"] = "false"
	if c, err := parseConfig(t.Context(), env(vars)); err != nil || c.MilvusTLS == nil || *c.MilvusTLS {
		t.Errorf("parseConfig with MILVUS_TLS=false = %+v, %v", c, err)
	}
	for name, value := range map[string]string{"INDEX": "http://milvus.example:19530/shop", "COMPANION_PRODUCTS": "0", "MILVUS_TLS": "maybe"} {
		wrong := map[string]string{"GOOGLE_CLOUD_PROJECT": "p", "BUCKET": "b", name: value}
		if _, err := parseConfig(t.Context(), env(wrong)); err == nil || !strings.Contains(strings.ReplaceAll(strings.ToUpper(err.Error()), "MILVUSTLS", "MILVUS_TLS"), name) {
			t.Errorf("parseConfig with %s=%s = %v, want an error that names it", name, value, err)
		}
	}
}
