package load

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"sync"
	"testing"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/change"
	"shopfyp.dev/shared/embed"
	"shopfyp.dev/shared/engine"
	"shopfyp.dev/shared/engine/apply"
	"shopfyp.dev/shared/snapshot"
)

// hooked is a collection that calls before ahead of each write, with the IDs.
type hooked struct {
	engine.Collection
	before func(ids []catalog.ID) error
}

func (h *hooked) Put(ctx context.Context, products []engine.Product) error {
	var ids []catalog.ID
	for _, p := range products {
		ids = append(ids, p.ID)
	}
	if err := h.before(ids); err != nil {
		return err
	}
	return h.Collection.Put(ctx, products)
}

func (h *hooked) Delete(ctx context.Context, ids []catalog.ID) error {
	if err := h.before(ids); err != nil {
		return err
	}
	return h.Collection.Delete(ctx, ids)
}

// hookedEngine is an Engine whose collections call before ahead of each write of the loader.
type hookedEngine struct {
	*Memory
	before func(ids []catalog.ID) error
}

func (h *hookedEngine) wrap(c engine.Collection, err error) (engine.Collection, error) {
	if err != nil {
		return nil, err
	}
	return &hooked{c, h.before}, nil
}

func (h *hookedEngine) Open(ctx context.Context, model string) (engine.Collection, error) {
	return h.wrap(h.Memory.Open(ctx, model))
}

func (h *hookedEngine) Create(ctx context.Context, i engine.Info) (engine.Collection, error) {
	return h.wrap(h.Memory.Create(ctx, i))
}

// named is an embedder with another model.
type named struct {
	*embed.Fake
	model string
}

func (n named) Model() string { return n.model }

// counting counts the embedded documents, and fails after some of them.
type counting struct {
	embed.Embedder
	mu    sync.Mutex
	calls int
	most  int // 0: no limit
}

func (c *counting) EmbedDocument(ctx context.Context, text string) ([]float32, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.calls++; c.most > 0 && c.calls > c.most {
		return nil, errKilled
	}
	return c.Embedder.EmbedDocument(ctx, text)
}

var errKilled = errors.New("killed")

// A shop is a catalog with a loader of its engine, and with functions that write changes to the engine.
type shop struct {
	*Loader
	memory   *catalog.Memory
	changes  *change.Memory
	engine   *hookedEngine
	embedder *counting
	applier  *apply.Applier // of the functions
	now      time.Time
}

func newShop(t *testing.T, products int) *shop {
	t.Helper()
	s := &shop{memory: catalog.NewMemory(), engine: &hookedEngine{Memory: NewMemory()}, embedder: &counting{Embedder: embed.NewFake(16)}}
	s.changes = change.NewMemory(s.memory)
	s.now, _ = s.changes.Now(t.Context())
	s.engine.before = func([]catalog.ID) error { return nil }
	s.applier = s.functions(s.embedder)
	s.Loader = &Loader{
		Engine: s.engine, Address: "milvus://127.0.0.1:1/shop", Products: s.memory, Embeddings: s.memory, Changes: s.changes, Embedder: s.embedder,
		Bucket: snapshot.NewMemoryBucket(), Workers: 4, Companion: 100_000, Now: func() time.Time { return s.now },
		Progress: func(string, int64, int64) {}, Logger: slog.New(slog.DiscardHandler),
	}
	s.put(t, 0, products, "")
	return s
}

// functions returns the applier of functions with an embedder.
func (s *shop) functions(e embed.Embedder) *apply.Applier {
	return apply.NewApplier(change.NewTracker(s.changes, e), s.changes, func(ctx context.Context) (engine.Collection, error) {
		return s.engine.Memory.Open(ctx, e.Model())
	})
}

func idOf(i int) catalog.ID { return catalog.ID(fmt.Sprintf("p%04d", i)) }

// put stores products n to m-1. Their titles end in suffix.
func (s *shop) put(t *testing.T, n, m int, suffix string) {
	t.Helper()
	var products []catalog.Product
	for i := n; i < m; i++ {
		products = append(products, catalog.Product{
			ID: idOf(i), Title: fmt.Sprintf("thing number%d %s", i, suffix), Description: "long text", Brand: fmt.Sprintf("brand%d", i%3), Rating: 4,
			RatingCount: i, UpdatedAt: s.now, Price: catalog.Money{Amount: int64(i + 1), Currency: "EUR"}, SKU: fmt.Sprintf("SKU-%d", i),
		})
	}
	if _, err := s.memory.Put(t.Context(), products); err != nil {
		t.Fatal(err)
	}
}

func (s *shop) delete(t *testing.T, i int) {
	t.Helper()
	if err := s.memory.Delete(t.Context(), []catalog.ID{idOf(i)}); err != nil {
		t.Fatal(err)
	}
}

// track delivers the event of a product to the functions.
func (s *shop) track(t *testing.T, i int) {
	t.Helper()
	if err := s.applier.Track(t.Context(), idOf(i)); err != nil {
		t.Errorf("Track(%s): %v", idOf(i), err)
	}
}

func (s *shop) run(t *testing.T) Report {
	t.Helper()
	r, _, _, err := s.Run(t.Context())
	if err != nil {
		t.Fatalf("Run: %v", err)
	}
	return r
}

// full runs a full load.
func (s *shop) full(t *testing.T) Report {
	t.Helper()
	s.Full = true
	defer func() { s.Full = false }()
	return s.run(t)
}

// collection returns the collection of the loader's model.
func (s *shop) collection(t *testing.T) engine.Collection {
	t.Helper()
	c, err := s.engine.Memory.Open(t.Context(), s.Embedder.Model())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// wantEqual fails unless the collection is what the catalog offers.
func (s *shop) wantEqual(t *testing.T) {
	t.Helper()
	c := s.collection(t)
	got, want := make(map[catalog.ID]string), make(map[catalog.ID]string)
	err := c.Entries(t.Context(), func(some []engine.Entry) error {
		for _, e := range some {
			got[e.ID] = e.Hash
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for p, err := range s.memory.All(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if !p.State.IsOffered() {
			continue
		}
		v, _ := embed.NewFake(16).EmbedDocument(t.Context(), p.Text())
		p = change.Trim(p)
		made, err := engine.NewProduct(&p, v, c.Info().Mean)
		if err != nil {
			t.Fatal(err)
		}
		want[p.ID] = made.Hash
	}
	if !maps.Equal(got, want) {
		var differing []catalog.ID
		for id := range want {
			if got[id] != want[id] {
				differing = append(differing, id)
			}
		}
		slices.Sort(differing)
		t.Errorf("the collection has %d products, want %d; these differ or are missing: %q", len(got), len(want), differing)
	}
}
