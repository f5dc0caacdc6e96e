package engine_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/engine"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/recommend/viewtest"
	"shopfyp.dev/shared/rule"
	"shopfyp.dev/shared/rule/ruletest"
)

// faulty is a collection whose calls can fail, and which counts them.
type faulty struct {
	*engine.Memory
	err   error
	calls atomic.Int64
	after int64 // calls that succeed before err
}

func (f *faulty) fail() error {
	if f.calls.Add(1) > f.after {
		return f.err
	}
	return nil
}

func (f *faulty) Len(ctx context.Context) (int, error) {
	if err := f.fail(); err != nil {
		return 0, err
	}
	return f.Memory.Len(ctx)
}

func (f *faulty) Nearest(ctx context.Context, v []float32, k int, c recommend.Condition) ([]engine.Hit, error) {
	if err := f.fail(); err != nil {
		return nil, err
	}
	return f.Memory.Nearest(ctx, v, k, c)
}

func (f *faulty) ByWords(ctx context.Context, words []engine.Word, k int, c recommend.Condition) ([]engine.Hit, error) {
	if err := f.fail(); err != nil {
		return nil, err
	}
	return f.Memory.ByWords(ctx, words, k, c)
}

func (f *faulty) Get(ctx context.Context, ids []catalog.ID) ([]engine.Product, error) {
	if err := f.fail(); err != nil {
		return nil, err
	}
	return f.Memory.Get(ctx, ids)
}

func (f *faulty) Find(ctx context.Context, keys engine.Keys, limit int) ([]engine.Product, error) {
	if err := f.fail(); err != nil {
		return nil, err
	}
	return f.Memory.Find(ctx, keys, limit)
}

// A request that the engine fails at any of its calls is answered by the companion: once, and with one log entry.
func TestCompanionAnswersForAFailedEngine(t *testing.T) {
	products := viewtest.Products()
	for after := range int64(12) {
		f := &faulty{Memory: newMemory(t, products), err: engine.ErrUnavailable, after: after}
		log := interaction.NewMemory(time.Now)
		var lines bytes.Buffer
		s := recommend.New(recommend.Config{
			Embedder: viewtest.Embedder, Log: log, Views: views(t, f, products), Ranker: recommend.Interests,
			Logger: slog.New(slog.NewTextHandler(&lines, nil)), Now: func() time.Time { return viewtest.Now },
		})
		res, err := s.Search(t.Context(), "ann", "red spaeker", 5)
		if err != nil || len(res.Products) != 5 || res.Products[0].ID != "p00" {
			t.Errorf("after %d calls: Search = %+v, %v, want five products, the red speaker first", after, res.Products, err)
		}
		if all, err := log.Latest(t.Context(), "ann", 10); err != nil || len(all) != 1 {
			t.Errorf("after %d calls: %d searches are logged, %v, want 1", after, len(all), err)
		}
		f.calls.Store(0)
		card, err := s.Recommend(t.Context(), "ann", 3, 0)
		if err != nil || len(card.Products) != 3 {
			t.Errorf("after %d calls: Recommend = %+v, %v, want three products", after, card.Products, err)
		}
		if n := bytes.Count(lines.Bytes(), []byte("msg=card ")); n != 1 {
			t.Errorf("after %d calls: the card is logged %d times, want once", after, n)
		}
		if similar, err := s.Similar(t.Context(), "", "p00", 3); err != nil || len(similar.Products) != 3 {
			t.Errorf("after %d calls: Similar = %+v, %v, want three products", after, similar.Products, err)
		}
		if popular, err := s.Popular(t.Context(), 3); err != nil || len(popular.Products) != 3 {
			t.Errorf("after %d calls: Popular = %+v, %v, want three products", after, popular.Products, err)
		}
	}
}

// A request that is canceled is not answered again.
func TestCanceledRequest(t *testing.T) {
	products := viewtest.Products()
	v := views(t, newMemory(t, products), products)
	ctx, cancel := context.WithCancel(t.Context())
	uses := 0
	err := v.Use(ctx, func(v *recommend.View) error {
		uses++
		cancel()
		_, err := v.Index.Search(make([]float32, v.Index.Dim()), 3)
		return err
	})
	if !errors.Is(err, context.Canceled) || uses != 1 {
		t.Errorf("Use = %v after %d calls, want canceled after one", err, uses)
	}
}

// An engine that cannot be opened is tried again after a while, not by each request.
func TestOpenBacksOff(t *testing.T) {
	products := viewtest.Products()
	now, tries := time.Unix(1_700_000_000, 0), 0
	var ready engine.Collection
	v := engine.NewViews(engine.Config{
		Open: func(context.Context, string, int) (engine.Collection, error) {
			tries++
			if ready == nil {
				return nil, engine.ErrUnavailable
			}
			return ready, nil
		},
		Companion: viewtest.Fixed(viewtest.NewSnapshot(t, products)), Name: "engine", Now: func() time.Time { return now }, Logger: slog.New(slog.DiscardHandler),
	})
	engineOf := func() (name string) {
		if err := v.Use(t.Context(), func(v *recommend.View) error { name = v.Engine; return nil }); err != nil {
			t.Fatal(err)
		}
		return name
	}
	for range 3 {
		if name := engineOf(); name != "" || tries != 1 {
			t.Fatalf("%q answers after %d tries, want the companion after one", name, tries)
		}
	}
	now = now.Add(1500 * time.Millisecond)
	engineOf()
	now = now.Add(1500 * time.Millisecond)
	engineOf()
	if tries != 2 {
		t.Fatalf("%d tries, want a longer wait after the second", tries)
	}
	ready, now = newMemory(t, products), now.Add(time.Minute)
	if name := engineOf(); name != "engine" {
		t.Errorf("%q answers, want the engine that is back", name)
	}
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
}

// A collection of another model cannot be searched with this encoder.
func TestOtherModel(t *testing.T) {
	products := viewtest.Products()
	other := engine.NewMemory(engine.Info{Model: "other", Dim: viewtest.Embedder.Dim()})
	if got := searchIDs(t, views(t, other, products), "red speaker"); len(got) == 0 || got[0] != "p00" {
		t.Errorf("Search = %q, want the companion's products", got)
	}
}

// A collection that was dropped is opened again: the alias leads to its successor.
func TestDroppedCollection(t *testing.T) {
	products := viewtest.Products()
	gone := &faulty{Memory: newMemory(t, products), err: engine.ErrGone}
	open := []engine.Collection{gone, newMemory(t, products)}
	v := engine.NewViews(engine.Config{
		Open: func(context.Context, string, int) (c engine.Collection, err error) {
			c, open = open[0], open[1:]
			return c, nil
		},
		Companion: viewtest.Fixed(viewtest.NewSnapshot(t, products)), Name: "engine", Logger: slog.New(slog.DiscardHandler),
	})
	for range 2 {
		if got := searchIDs(t, v, "red speaker"); len(got) == 0 || got[0] != "p00" {
			t.Errorf("Search = %q, want the red speaker first", got)
		}
	}
	if len(open) != 0 {
		t.Error("the successor was not opened")
	}
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
}

// A companion may have a sample of the catalog. Products, words, brands and numbers that only the engine has are found, and
// such words are not taken for typing errors.
func TestSampleAsCompanion(t *testing.T) {
	products := viewtest.Products()
	rare := catalog.Product{ID: "rare", Title: "zorblax speakr adapter", Brand: "Quuxly", MPN: "QX-77001", Price: catalog.Money{Amount: 100, Currency: "EUR"}}
	v := views(t, newMemory(t, append(products, rare)), products[:8])
	for _, text := range []string{"zorblax", "Quuxly", "qx77001", "zorblax adapter", "speakr"} {
		if got := searchIDs(t, v, text); len(got) == 0 || got[0] != "rare" {
			t.Errorf("Search(%q) = %q, want the product that the companion lacks first", text, got)
		}
	}
	if got := searchIDs(t, v, "garden hose"); len(got) == 0 || got[0][:2] != "p4" {
		t.Errorf("Search = %q, want a garden hose", got)
	}
	s := newService(v)
	if card, err := s.Popular(t.Context(), 3); err != nil || len(card.Products) != 3 {
		t.Errorf("Popular = %+v, %v", card.Products, err)
	}
}

// Changes are found at once: the engine's products are read for each request.
func TestChanges(t *testing.T) {
	products := viewtest.Products()
	m := newMemory(t, products)
	v := views(t, m, products)
	changed := products[0]
	changed.Price, changed.Availability = catalog.Money{Amount: 1, Currency: "EUR"}, catalog.OutOfStock
	put(t, m, changed)
	if err := m.Delete(t.Context(), []catalog.ID{"p01"}); err != nil {
		t.Fatal(err)
	}
	s := newService(v)
	cards, err := s.Cards(t.Context(), []catalog.ID{"p00", "p01"})
	if err != nil || len(cards) != 1 || cards["p00"].Price != changed.Price {
		t.Errorf("Cards = %v, %v, want the new price and no deleted product", cards, err)
	}
	popular, err := s.Popular(t.Context(), 20)
	if err != nil || slices.ContainsFunc(popular.Products, func(r recommend.Recommendation) bool { return r.ID == "p00" || r.ID == "p01" }) {
		t.Errorf("Popular = %v, %v, want neither the sold-out nor the deleted product", popular.Products, err)
	}
	for _, id := range searchIDs(t, v, "blue speaker") {
		if id == "p01" {
			t.Error("a deleted product is found")
		}
	}
}

// A search waits for the engine only a few times, however many words, numbers and variants it has.
func TestRoundTrips(t *testing.T) {
	for text, most := range map[string]int64{
		"red speaker":                        6, // by vector, by words, by keys, variants, the number of products; and once deeper in this small catalog
		"blue running shoe 39 sku-8002 acme": 8, // and the two words that the companion does not have, which may be typing errors
	} {
		products := viewtest.Products()
		f := &faulty{Memory: newMemory(t, products), after: 1 << 40}
		v := views(t, f, products) // of its own: an instance keeps the number of products for its next searches
		searchIDs(t, v, text)
		if n := f.calls.Load(); n > most {
			t.Errorf("Search(%q) makes %d calls, want at most %d", text, n, most)
		}
	}
}

// The rules are applied once, not by each request: a shop may block many products.
func TestRulesAreKept(t *testing.T) {
	products := viewtest.Products()
	f := &faulty{Memory: newMemory(t, products), after: 1 << 40}
	v := views(t, f, products)
	rules := recommend.FixedRules(rule.NewSet(1, []rule.Rule{ruletest.Block("a", "p00"), ruletest.LiftBrand("b", "Acme Works", 100)}))
	s := recommend.New(recommend.Config{
		Embedder: viewtest.Embedder, Views: v, Ranker: recommend.Interests, Log: interaction.NewMemory(time.Now), Rules: rules,
		Now: func() time.Time { return viewtest.Now }, Logger: slog.New(slog.DiscardHandler),
	})
	var calls [3]int64
	var cards [3]recommend.NextCard
	for i := range calls {
		f.calls.Store(0)
		var err error
		if cards[i], err = s.Popular(t.Context(), 3); err != nil || len(cards[i].Products) != 3 || cards[i].Products[0].Brand != "Acme Works" {
			t.Fatalf("Popular = %+v, %v, want three products, that of the lifted brand first", cards[i].Products, err)
		}
		calls[i] = f.calls.Load()
	}
	if calls[1] >= calls[0] || calls[1] != calls[2] {
		t.Errorf("the requests make %d calls, want fewer after the first", calls)
	}
}

// A card of a search engine cannot be computed again from a snapshot: products change in place. The error says so.
func TestReplayOfAnEngineOnASnapshot(t *testing.T) {
	products := viewtest.Products()
	var lines bytes.Buffer
	log := interaction.NewMemory(time.Now)
	service := func(v recommend.Views) *recommend.Service {
		return recommend.New(recommend.Config{
			Embedder: viewtest.Embedder, Views: v, Ranker: recommend.Interests, Log: log, Logger: slog.New(slog.NewJSONHandler(&lines, nil)),
		})
	}
	if _, err := service(views(t, newMemory(t, products), products)).Recommend(t.Context(), "ann", 3, 0); err != nil {
		t.Fatal(err)
	}
	entry, err := recommend.ReadCardEntry(lines.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	_, err = service(viewtest.Fixed(viewtest.NewSnapshot(t, products))).Replay(t.Context(), entry)
	if err == nil || !strings.Contains(err.Error(), "products of a search engine change in place") {
		t.Errorf("Replay = %v, want an error that says why the card cannot be computed again", err)
	}
}
