package apply_test

import (
	"context"
	"errors"
	"testing"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/change"
	"shopfyp.dev/shared/embed"
	"shopfyp.dev/shared/engine"
	"shopfyp.dev/shared/engine/apply"
	"shopfyp.dev/shared/lexical"
)

// hooked is a collection that calls before ahead of each write.
type hooked struct {
	*engine.Memory
	before func() error
}

func (h *hooked) Put(ctx context.Context, products []engine.Product) error {
	if err := h.before(); err != nil {
		return err
	}
	return h.Memory.Put(ctx, products)
}

func (h *hooked) Delete(ctx context.Context, ids []catalog.ID) error {
	if err := h.before(); err != nil {
		return err
	}
	return h.Memory.Delete(ctx, ids)
}

// A shop is a catalog whose changes are written to a collection.
type shop struct {
	*catalog.Memory
	engine  *hooked
	applier *apply.Applier
}

func newShop() *shop {
	embedder, c := embed.NewFake(8), catalog.NewMemory()
	changes := change.NewMemory(c)
	s := &shop{Memory: c, engine: &hooked{engine.NewMemory(engine.Info{Model: embedder.Model(), Dim: 8, Mean: lexical.Lengths{1, 1, 1, 1}}), func() error { return nil }}}
	open := func(context.Context) (engine.Collection, error) { return s.engine, nil }
	s.applier = apply.NewApplier(change.NewTracker(changes, embedder), changes, open)
	return s
}

func (s *shop) put(t *testing.T, title string) {
	t.Helper()
	if _, err := s.Put(t.Context(), []catalog.Product{{ID: "a", Title: title}}); err != nil {
		t.Fatal(err)
	}
}

func (s *shop) track(t *testing.T) {
	t.Helper()
	if err := s.applier.Track(t.Context(), "a"); err != nil {
		t.Fatalf("Track: %v", err)
	}
}

// title returns the title of the product in the engine, or "" if it has none.
func (s *shop) title(t *testing.T) string {
	t.Helper()
	found, err := s.engine.Get(t.Context(), []catalog.ID{"a"})
	if err != nil {
		t.Fatal(err)
	}
	if len(found) == 0 {
		return ""
	}
	return found[0].Card.Title
}

func TestTrackWritesToTheEngine(t *testing.T) {
	s := newShop()
	for _, title := range []string{"Lamp", "Chair"} {
		s.put(t, title)
		for range 2 {
			if s.track(t); s.title(t) != title {
				t.Errorf("title in the engine = %q, want %q", s.title(t), title)
			}
		}
	}
	if err := s.Memory.Delete(t.Context(), []catalog.ID{"a"}); err != nil {
		t.Fatal(err)
	}
	if s.track(t); s.title(t) != "" {
		t.Errorf("a deleted product has the title %q in the engine", s.title(t))
	}
}

// While a write is on its way, the product changes, and another process records and writes the newer state first.
func TestTrackEndsInTheNewestState(t *testing.T) {
	remove := func(t *testing.T, s *shop) {
		if err := s.Memory.Delete(t.Context(), []catalog.ID{"a"}); err != nil {
			t.Fatal(err)
		}
	}
	for _, tt := range []struct {
		name   string
		change func(*testing.T, *shop)
		want   string
	}{
		{"replaced", func(t *testing.T, s *shop) { s.put(t, "Chair") }, "Chair"},
		{"deleted", remove, ""},
		{"deleted and added", func(t *testing.T, s *shop) { remove(t, s); s.track(t); s.put(t, "Chair") }, "Chair"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newShop()
			s.put(t, "Lamp")
			s.engine.before = func() error {
				s.engine.before = func() error { return nil }
				tt.change(t, s)
				s.track(t)
				return nil
			}
			if s.track(t); s.title(t) != tt.want {
				t.Errorf("title in the engine = %q, want %q", s.title(t), tt.want)
			}
		})
	}
}

func TestTrackErrors(t *testing.T) {
	s := newShop()
	s.put(t, "Lamp")
	s.engine.before = func() error { return engine.ErrUnavailable }
	if err := s.applier.Track(t.Context(), "a"); !errors.Is(err, engine.ErrUnavailable) || errors.Is(err, change.ErrMalformed) {
		t.Errorf("Track while the engine is away = %v, want ErrUnavailable, so that the event is delivered again", err)
	}
	s.engine.before = func() error { return engine.ErrInvalid }
	if err := s.applier.Track(t.Context(), "a"); !errors.Is(err, change.ErrMalformed) {
		t.Errorf("Track of a product that the engine cannot take = %v, want ErrMalformed, so that the event is dropped", err)
	}
	s.engine.before = func() error { return nil }
	s.track(t)
	if err := s.applier.Track(t.Context(), "no/id"); !errors.Is(err, change.ErrMalformed) {
		t.Errorf("Track of an invalid ID = %v, want ErrMalformed", err)
	}
	other := engine.NewMemory(engine.Info{Model: "other", Dim: 8})
	changes := change.NewMemory(s.Memory)
	wrong := apply.NewApplier(change.NewTracker(changes, embed.NewFake(8)), changes, func(context.Context) (engine.Collection, error) { return other, nil })
	if err := wrong.Track(t.Context(), "a"); !errors.Is(err, apply.ErrModel) {
		t.Errorf("Track with a collection of another model = %v, want ErrModel", err)
	}
	away := apply.NewApplier(change.NewTracker(changes, embed.NewFake(8)), changes, func(context.Context) (engine.Collection, error) { return nil, engine.ErrUnavailable })
	if err := away.Track(t.Context(), "a"); !errors.Is(err, engine.ErrUnavailable) {
		t.Errorf("Track without a collection = %v, want ErrUnavailable", err)
	}
}
