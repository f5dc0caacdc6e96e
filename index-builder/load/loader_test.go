package load

import (
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"time"
	"unsafe"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/change"
	"shopfyp.dev/shared/embed"
	"shopfyp.dev/shared/engine"
	"shopfyp.dev/shared/lexical"
	"shopfyp.dev/shared/recommend"
)

func TestRunFillsTheEngine(t *testing.T) {
	s := newShop(t, 700)
	if _, err := s.memory.Put(t.Context(), []catalog.Product{{ID: "draft", Title: "Draft", State: catalog.Draft}}); err != nil {
		t.Fatal(err)
	}
	if r := s.run(t); !r.Full || r.Products != 700 || r.Embedded != 700 || r.Written != 700 || r.Deleted != 0 {
		t.Errorf("first run: %+v, want a full load of 700 products", r)
	}
	s.wantEqual(t)
	if s.engine.Active() != s.embedder.Model() {
		t.Errorf("active collection = %q, want that of the model", s.engine.Active())
	}
	var documents []lexical.Document
	for p := range s.memory.All(t.Context()) {
		if p = change.Trim(p); p.State.IsOffered() {
			documents = append(documents, recommend.Words(&p))
		}
	}
	want := lexical.MeanLengths(func(yield func(lexical.Document) bool) {
		for _, d := range documents {
			if !yield(d) {
				return
			}
		}
	})
	if got := s.collection(t).Info().Mean; got != want {
		t.Errorf("mean lengths = %v, want those of the catalog, %v", got, want)
	}
	if r := s.run(t); r.Full || r.Written != 0 {
		t.Errorf("second run: %+v, want one that reads only changes and writes nothing", r)
	}
	if r := s.full(t); !r.Full || r.Written+r.Embedded+r.Deleted != 0 {
		t.Errorf("full run: %+v, want one that writes nothing", r)
	}
}

func TestRunGoesOnWhereItWasCut(t *testing.T) {
	s := newShop(t, 1000)
	s.embedder.most = 450
	if _, _, _, err := s.Run(t.Context()); !errors.Is(err, errKilled) {
		t.Fatalf("Run = %v, want the embedder's error", err)
	}
	s.embedder.most, s.embedder.calls = 0, 0
	var puts atomic.Int32
	s.engine.before = func([]catalog.ID) error {
		if puts.Add(1) > 2 {
			return engine.ErrUnavailable
		}
		return nil
	}
	if _, _, _, err := s.Run(t.Context()); !errors.Is(err, engine.ErrUnavailable) {
		t.Fatalf("Run = %v, want ErrUnavailable", err)
	}
	if s.engine.Active() != "" {
		t.Errorf("the incomplete collection of %q is active", s.engine.Active())
	}
	s.engine.before = func([]catalog.ID) error { return nil }
	n, _ := s.collection(t).Len(t.Context())
	if n == 0 {
		t.Fatal("the cut run wrote nothing")
	}
	if r := s.run(t); !r.Full || r.Written != 1000-n {
		t.Errorf("next run: %+v, want a full load that writes the %d missing products", r, 1000-n)
	}
	if calls := s.embedder.calls; calls > 1000-300 {
		t.Errorf("%d texts were embedded after the first cut, want at most 700", calls)
	}
	s.wantEqual(t)
}

func TestRunRepairsDifferences(t *testing.T) {
	s := newShop(t, 300)
	s.run(t)
	c := s.collection(t)
	if err := c.Delete(t.Context(), []catalog.ID{idOf(1), idOf(2)}); err != nil {
		t.Fatal(err)
	}
	found, err := c.Get(t.Context(), []catalog.ID{idOf(3)})
	if err != nil {
		t.Fatal(err)
	}
	old, extra := found[0], found[0]
	old.Card.Title, old.Hash = "old", strings.Repeat("0", 24)
	extra.ID, extra.Card.ID = "extra", "extra"
	if err := c.Put(t.Context(), []engine.Product{old, extra}); err != nil {
		t.Fatal(err)
	}
	if err := s.memory.PutEmbeddings(t.Context(), []catalog.Embedding{{ID: "orphan", Vector: make([]float32, 16), Model: "m"}}); err != nil {
		t.Fatal(err)
	}
	s.delete(t, 4)                // its event was lost
	s.put(t, 5, 6, "in a hurry")  // as was this one's
	s.put(t, 300, 301, "quickly") // and this one's
	if r := s.full(t); r.Written != 5 || r.Deleted != 2 {
		t.Errorf("run: %+v, want 5 products written and 2 deleted", r)
	}
	s.wantEqual(t)
	for e := range s.memory.AllEmbeddings(t.Context()) {
		if e.ID == "orphan" || e.ID == idOf(4) {
			t.Errorf("the embedding of %q stays without a product", e.ID)
		}
	}
}

func TestRunKeepsTheLastValidStateOfAnInvalidProduct(t *testing.T) {
	s := newShop(t, 20)
	s.run(t)
	s.Products = malformed{s.memory, idOf(7)}
	if r := s.full(t); r.Skipped != 1 || r.Deleted != 0 {
		t.Errorf("run: %+v, want one product skipped and none deleted", r)
	}
	s.wantEqual(t)
}

func TestRunRefusesToDeleteManyProducts(t *testing.T) {
	s := newShop(t, 100)
	s.run(t)
	for i := range 11 {
		s.delete(t, i)
	}
	s.Full = true
	if _, _, _, err := s.Run(t.Context()); !errors.Is(err, errShrunk) || !strings.Contains(err.Error(), "ALLOW_SHRINK") {
		t.Errorf("Run = %v, want an error that names ALLOW_SHRINK", err)
	}
	if n, _ := s.collection(t).Len(t.Context()); n != 100 {
		t.Errorf("%d products are in the engine, want all 100", n)
	}
	s.AllowShrink = true
	if r := s.run(t); r.Deleted != 11 {
		t.Errorf("run: %+v, want 11 products deleted", r)
	}
	s.wantEqual(t)
}

// The old collection stays active until the one of the new model is complete.
func TestModelsChangeWithoutDowntime(t *testing.T) {
	s := newShop(t, 50)
	models := []string{"one", "two", "three"}
	for i, model := range models {
		s.embedder = &counting{Embedder: named{embed.NewFake(16), model}}
		s.Embedder = s.embedder
		s.engine.before = func([]catalog.ID) error {
			if want := append([]string{""}, models...)[i]; s.engine.Active() != want {
				t.Errorf("while model %s is loaded, %q is active, want %q", model, s.engine.Active(), want)
			}
			return nil
		}
		if r := s.run(t); !r.Full || r.Written != 50 {
			t.Errorf("run with model %s: %+v, want a full load of 50 products", model, r)
		}
		if s.engine.Active() != model {
			t.Errorf("active = %q, want %q", s.engine.Active(), model)
		}
		s.wantEqual(t)
	}
	if got := s.engine.Models(); len(got) != 2 || got[0] != "three" || got[1] != "two" {
		t.Errorf("collections = %q, want the active one and the one before", got)
	}
}

func TestRunWritesChangesThatWereLost(t *testing.T) {
	s := newShop(t, 100)
	s.run(t)
	s.put(t, 1, 2, "changed")
	s.delete(t, 2)
	s.put(t, 3, 4, "changed")
	tracker := change.NewTracker(s.changes, s.embedder) // without the engine, which was away
	for _, i := range []int{1, 2} {
		if err := tracker.Track(t.Context(), idOf(i)); err != nil {
			t.Fatal(err)
		}
	}
	s.track(t, 3)
	if r := s.run(t); r.Full || r.Written != 2 {
		t.Errorf("run: %+v, want the two changes that the engine lacks", r)
	}
	s.wantEqual(t)
	if r := s.run(t); r.Written != 0 {
		t.Errorf("next run: %+v, want nothing written", r)
	}
}

func TestNeedsFull(t *testing.T) {
	for name, change := range map[string]func(*shop){
		"another address": func(s *shop) { s.Address = "milvus://127.0.0.1:2/shop" },
		"another limit":   func(s *shop) { s.Companion = 7 },
		"a week":          func(s *shop) { s.now = s.now.Add(8 * 24 * time.Hour) },
		"changes deleted": func(s *shop) { s.now = s.now.Add(25 * time.Hour) },
		"an empty engine": func(s *shop) {
			s.engine.Memory.collections[s.embedder.Model()] = engine.NewMemory(engine.Info{Dim: 16})
		},
		"without collection": func(s *shop) { *s.engine.Memory = *NewMemory() },
	} {
		s := newShop(t, 10)
		s.run(t)
		if change(s); !s.run(t).Full {
			t.Errorf("after %s, a run reads only the changes", name)
		}
	}
}

// A product that the engine cannot take does not stop the others.
func TestRunSkipsProductsThatTheEngineCannotTake(t *testing.T) {
	s := newShop(t, 300)
	s.engine.before = func(ids []catalog.ID) error {
		for _, id := range ids {
			if id == idOf(9) {
				return engine.ErrInvalid
			}
		}
		return nil
	}
	if r := s.run(t); r.Refused != 1 || r.Written != 299 {
		t.Errorf("run: %+v, want 299 products written and 1 refused", r)
	}
}

func TestEntriesAreSmall(t *testing.T) {
	if n := unsafe.Sizeof(entry{}); n != 16 {
		t.Errorf("an entry takes %d bytes, want 16", n)
	}
}
