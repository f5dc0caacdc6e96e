package change_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/change"
	"shopfyp.dev/shared/embed"
)

// counted counts the embedded texts. before runs before each of them.
type counted struct {
	embed.Embedder
	calls  int
	before func()
}

func (c *counted) EmbedDocument(ctx context.Context, text string) ([]float32, error) {
	c.calls++
	if c.before != nil {
		c.before()
	}
	return c.Embedder.EmbedDocument(ctx, text)
}

// A shop is a catalog with a Tracker.
type shop struct {
	*catalog.Memory
	changes  *change.Memory
	embedder *counted
	tracker  *change.Tracker
}

func newShop() *shop {
	c := catalog.NewMemory()
	s := &shop{Memory: c, changes: change.NewMemory(c), embedder: &counted{Embedder: embed.NewFake(64)}}
	s.tracker = change.NewTracker(s.changes, s.embedder)
	return s
}

func (s *shop) put(t *testing.T, p catalog.Product) {
	t.Helper()
	if _, err := s.Put(t.Context(), []catalog.Product{p}); err != nil {
		t.Fatal(err)
	}
}

// tracked tracks a product and returns its change.
func (s *shop) tracked(t *testing.T, id catalog.ID) (found change.Change) {
	t.Helper()
	if err := s.tracker.Track(t.Context(), id); err != nil {
		t.Fatalf("Track(%q): %v", id, err)
	}
	_, err := s.changes.Since(t.Context(), time.Time{}, func(c change.Change) error {
		if c.ID == id {
			found = c
		}
		return nil
	})
	if err != nil || found.ID != id {
		t.Fatalf("no change of %q: %v", id, err)
	}
	return found
}

func TestTrackEmbedsOnlyNewTexts(t *testing.T) {
	s := newShop()
	p := catalog.Product{ID: "a", Title: "Desk Lamp", Description: "long", AdditionalImages: []string{"x"}, Source: "feed"}
	s.put(t, p)
	c := s.tracked(t, "a")
	want, _ := s.embedder.Embedder.EmbedDocument(t.Context(), p.Text())
	if !slices.Equal(c.Vector, want) || c.Model != s.embedder.Model() || c.Product.Description+c.Product.Source != "" || c.Product.AdditionalImages != nil {
		t.Errorf("change = %+v of %+v, want the vector of the text and no long fields", c, c.Product)
	}
	p.Price = catalog.Money{Amount: 5, Currency: "EUR"}
	s.put(t, p)
	if c := s.tracked(t, "a"); c.Product.Price != p.Price || s.embedder.calls != 1 {
		t.Errorf("after a new price: price %v, %d texts embedded, want the new price and 1", c.Product.Price, s.embedder.calls)
	}
	p.Title = "Floor Lamp"
	s.put(t, p)
	if c := s.tracked(t, "a"); c.Product.Title != p.Title || s.embedder.calls != 2 || slices.Equal(c.Vector, want) {
		t.Errorf("after a new title: %+v, %d texts embedded, want the new vector and 2", c, s.embedder.calls)
	}
}

func TestTrackRemovedProducts(t *testing.T) {
	s := newShop()
	s.put(t, catalog.Product{ID: "draft", Title: "Lamp", State: catalog.Draft})
	s.put(t, catalog.Product{ID: "hidden", Title: "Lamp", State: catalog.Hidden})
	for _, id := range []catalog.ID{"never-there", "draft", "hidden"} {
		if c := s.tracked(t, id); !c.Removed() {
			t.Errorf("change of %q = %+v, want a tombstone", id, c)
		}
	}
	s.put(t, catalog.Product{ID: "hidden", Title: "Lamp"})
	if c := s.tracked(t, "hidden"); c.Removed() {
		t.Error("a product that is offered again is still removed")
	}
}

func TestTrackEmbedsATextThatChangesMeanwhile(t *testing.T) {
	s := newShop()
	s.put(t, catalog.Product{ID: "a", Title: "Lamp"})
	s.embedder.before = func() {
		s.embedder.before = nil
		s.put(t, catalog.Product{ID: "a", Title: "Chair"})
	}
	c := s.tracked(t, "a")
	want, _ := s.embedder.Embedder.EmbedDocument(t.Context(), "Chair")
	if c.Product.Title != "Chair" || !slices.Equal(c.Vector, want) {
		t.Errorf("change = %+v of %q, want the chair with its vector", c, c.Product.Title)
	}
	title := "L"
	s.embedder.before = func() { title += "x"; s.put(t, catalog.Product{ID: "a", Title: title}) }
	if err := s.tracker.Track(t.Context(), "a"); err != nil {
		t.Fatalf("Track of a product with a stored embedding: %v", err)
	}
	s.put(t, catalog.Product{ID: "a", Title: "another"})
	if err := s.tracker.Track(t.Context(), "a"); err == nil {
		t.Error("Track of a text that changes all the time succeeds, want an error, so that the event is delivered again")
	}
}

func TestTrackErrors(t *testing.T) {
	s := newShop()
	if err := s.tracker.Track(t.Context(), "no/id"); !errors.Is(err, change.ErrMalformed) {
		t.Errorf("Track of an invalid ID = %v, want ErrMalformed", err)
	}
	fault := errors.New("fault")
	broken := change.NewTracker(malformed{}, s.embedder)
	if err := broken.Track(t.Context(), "a"); !errors.Is(err, change.ErrMalformed) {
		t.Errorf("Track of a malformed product = %v, want ErrMalformed", err)
	}
	s.put(t, catalog.Product{ID: "a", Title: "Lamp"})
	failing := change.NewTracker(s.changes, faulty{s.embedder, fault})
	if err := failing.Track(t.Context(), "a"); !errors.Is(err, fault) || errors.Is(err, change.ErrMalformed) {
		t.Errorf("Track with a broken embedder = %v, want its error", err)
	}
}

// malformed is a Store with one malformed product.
type malformed struct{ change.Store }

func (malformed) Record(_ context.Context, id catalog.ID, decide func(change.Source) (change.Update, error)) error {
	_, err := decide(change.Source{Err: &catalog.DecodeError{ID: id, Err: errors.New("price is a text")}})
	return err
}

type faulty struct {
	embed.Embedder
	err error
}

func (f faulty) EmbedDocument(context.Context, string) ([]float32, error) { return nil, f.err }
