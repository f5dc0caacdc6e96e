package recommend_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/invalid"
	"shopfyp.dev/shared/recommend"
)

func (s *shop) historyReader() *recommend.HistoryReader {
	return recommend.NewHistoryReader(s.log, s.store, s.embedder.Model(), slog.New(slog.DiscardHandler))
}

// entries returns ann's whole history, read in pages.
func entries(t *testing.T, r *recommend.HistoryReader, limit int) (all []recommend.HistoryEntry) {
	t.Helper()
	for after := (interaction.Cursor{}); ; {
		page, next, err := r.Page(t.Context(), ann, limit, after)
		if err != nil {
			t.Fatalf("Page(%d, %v): %v", limit, after, err)
		}
		all = append(all, page...)
		if next.IsZero() {
			return all
		}
		after = next
	}
}

// steering returns the IDs of the entries that are said to steer.
func steering(all []recommend.HistoryEntry) (ids []string) {
	for _, e := range all {
		if e.Influences {
			ids = append(ids, e.ID)
		}
	}
	return ids
}

func TestHistory(t *testing.T) {
	s := newMixedShop(t)
	s.search(t, "garden hose")
	s.record(t, interaction.Click, "p0")
	s.search(t, "shoes")
	s.record(t, interaction.Dismiss, "p5")
	if _, err := s.log.Append(t.Context(), ann, interaction.Interaction{Type: interaction.Click, ProductID: "gone"}); err != nil {
		t.Fatal(err)
	}
	s.search(t, "yoga")
	second := func(n int) time.Time { return time.Unix(1_700_000_000+int64(n), 0).UTC() }
	want := []recommend.HistoryEntry{
		{ID: "6", Type: interaction.Search, Query: "yoga", CreatedAt: second(6), Influences: true},
		{ID: "5", Type: interaction.Click, ProductID: "gone", CreatedAt: second(5)},
		{ID: "4", Type: interaction.Dismiss, ProductID: "p5", Title: "ben 10 shoes", CreatedAt: second(4)},
		{ID: "3", Type: interaction.Search, Query: "shoes", CreatedAt: second(3), Influences: true},
		{ID: "2", Type: interaction.Click, ProductID: "p0", Title: "bluetooth speaker red", CreatedAt: second(2), Influences: true},
		{ID: "1", Type: interaction.Search, Query: "garden hose", CreatedAt: second(1)},
	}
	for _, limit := range []int{1, 3, 6, recommend.MaxHistoryLimit} {
		if diff := cmp.Diff(want, entries(t, s.historyReader(), limit)); diff != "" {
			t.Errorf("pages of %d (-want +got):\n%s", limit, diff)
		}
	}
}

// appendSomething adds one of everything that a log may hold.
func (s *shop) appendSomething(t *testing.T, r *rand.Rand) {
	t.Helper()
	x := interaction.Interaction{Type: interaction.Search, Query: "desk lamp"}
	if n := r.IntN(10); n > 0 {
		x = interaction.Interaction{Type: interaction.Dismiss, ProductID: "p1"}
		if n > 6 {
			x = interaction.Interaction{Type: interaction.Click, ProductID: catalog.ID([]string{"p2", "gone"}[r.IntN(2)])}
		}
	}
	if r.IntN(2) == 0 {
		x.Vector, x.Model = make([]float32, 64), []string{s.embedder.Model(), "another"}[r.IntN(2)]
	}
	if _, err := s.log.Append(t.Context(), ann, x); err != nil {
		t.Fatal(err)
	}
}

// What history says steers is what the card follows, whatever the log holds and however it is paged.
func TestHistorySteersAsTheCardFollows(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 30 {
		s := newMixedShop(t)
		for range r.IntN(150) {
			s.appendSomething(t, r)
		}
		want, err := s.Followed(t.Context(), ann)
		if err != nil {
			t.Fatal(err)
		}
		for _, limit := range []int{1, 7, recommend.MaxHistoryLimit} {
			if got := steering(entries(t, s.historyReader(), limit)); !slices.Equal(got, want) {
				t.Errorf("pages of %d: %q steer, the card follows %q", limit, got, want)
			}
		}
	}
}

func TestHistoryRefuses(t *testing.T) {
	r := newMixedShop(t).historyReader()
	for _, n := range []int{-1, 0, recommend.MaxHistoryLimit + 1} {
		if _, _, err := r.Page(t.Context(), ann, n, interaction.Cursor{}); !errors.Is(err, recommend.ErrLimit) {
			t.Errorf("Page(limit %d) = %v, want ErrLimit", n, err)
		}
	}
	_, _, err := r.Page(t.Context(), ann, 3, interaction.Cursor{ID: "a/b"})
	if field, ok := errors.AsType[*invalid.FieldError](err); !ok || field.Field != "cursor" {
		t.Errorf("Page of a bad cursor = %v, want a FieldError of cursor", err)
	}
}

// brokenStore cannot read one product; cancel, where there is one, ends the request first.
type brokenStore struct {
	*catalog.Memory
	cancel context.CancelFunc
}

func (s brokenStore) Get(ctx context.Context, id catalog.ID) (catalog.Product, error) {
	if id == "p0" {
		if s.cancel != nil {
			s.cancel()
		}
		return catalog.Product{}, fmt.Errorf("product %q: title is a number", id)
	}
	return s.Memory.Get(ctx, id)
}

func TestHistoryOfAProductThatCannotBeRead(t *testing.T) {
	s := newMixedShop(t)
	s.record(t, interaction.Click, "p0")
	s.record(t, interaction.Click, "p1")
	var log bytes.Buffer
	logger := slog.New(slog.NewTextHandler(&log, nil))
	all := entries(t, recommend.NewHistoryReader(s.log, brokenStore{s.store, nil}, s.embedder.Model(), logger), 10)
	if len(all) != 2 || all[0].Title != "bluetooth speaker blue" || all[1].Title != "" || len(steering(all)) != 2 {
		t.Errorf("history = %+v, want both clicks, without the one title", all)
	}
	if !strings.Contains(log.String(), "title is a number") {
		t.Errorf("the log does not say why a title is missing: %s", &log)
	}

	ctx, cancel := context.WithCancel(t.Context())
	r := recommend.NewHistoryReader(s.log, brokenStore{s.store, cancel}, s.embedder.Model(), logger)
	if _, _, err := r.Page(ctx, ann, 10, interaction.Cursor{}); !errors.Is(err, context.Canceled) {
		t.Errorf("Page of a request that ended = %v, want the context's error", err)
	}
}
