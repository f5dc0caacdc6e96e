package interaction_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/invalid"
)

const model = "m" // embedder model of the index

// second returns the time of the nth interaction in a log from newTickingLog.
func second(n int) time.Time { return time.Unix(1_700_000_000+int64(n), 0).UTC() }

// newTickingLog returns a log whose clock advances by a second with each interaction.
func newTickingLog() *interaction.Memory {
	n := 0
	return interaction.NewMemory(func() time.Time { n++; return second(n) })
}

// readAll returns ann's whole history, read in pages.
func readAll(t *testing.T, r *interaction.HistoryReader, limit int) (all []interaction.HistoryEntry) {
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

func appendAll(t *testing.T, l interaction.Log, all ...interaction.Interaction) {
	t.Helper()
	for _, x := range all {
		if _, err := l.Append(t.Context(), ann, x); err != nil {
			t.Fatal(err)
		}
	}
}

func TestHistoryShowsTitlesAndInfluences(t *testing.T) {
	log := newTickingLog()
	appendAll(t, log,
		interaction.Interaction{Type: interaction.Search, Query: "garden hose"},
		interaction.Interaction{Type: interaction.Click, ProductID: "p0"},
		interaction.Interaction{Type: interaction.Search, Query: "shoes"},
		interaction.Interaction{Type: interaction.Dismiss, ProductID: "p1"},
		interaction.Interaction{Type: interaction.Click, ProductID: "gone"},
		interaction.Interaction{Type: interaction.Search, Query: "yoga"})
	r := interaction.NewHistoryReader(log, newProducts(t, "red speaker", "ben 10 shoes"), model, slog.New(slog.DiscardHandler))
	want := []interaction.HistoryEntry{
		{ID: "6", Type: interaction.Search, Query: "yoga", CreatedAt: second(6), Influences: true},
		{ID: "5", Type: interaction.Click, ProductID: "gone", CreatedAt: second(5)},
		{ID: "4", Type: interaction.Dismiss, ProductID: "p1", Title: "ben 10 shoes", CreatedAt: second(4)},
		{ID: "3", Type: interaction.Search, Query: "shoes", CreatedAt: second(3), Influences: true},
		{ID: "2", Type: interaction.Click, ProductID: "p0", Title: "red speaker", CreatedAt: second(2), Influences: true},
		{ID: "1", Type: interaction.Search, Query: "garden hose", CreatedAt: second(1)},
	}
	for _, limit := range []int{1, 3, 6, interaction.MaxHistoryLimit} {
		if diff := cmp.Diff(want, readAll(t, r, limit)); diff != "" {
			t.Errorf("pages of %d (-want +got):\n%s", limit, diff)
		}
	}
}

func TestHistoryRejectsInvalidLimitAndCursor(t *testing.T) {
	r := interaction.NewHistoryReader(newTickingLog(), newProducts(t), model, slog.New(slog.DiscardHandler))
	for _, n := range []int{-1, 0, interaction.MaxHistoryLimit + 1} {
		if _, _, err := r.Page(t.Context(), ann, n, interaction.Cursor{}); !errors.Is(err, invalid.ErrLimit) {
			t.Errorf("Page(limit %d) = %v, want ErrLimit", n, err)
		}
	}
	_, _, err := r.Page(t.Context(), ann, 3, interaction.Cursor{ID: "a/b"})
	if field, ok := errors.AsType[*invalid.FieldError](err); !ok || field.Field != "cursor" {
		t.Errorf("Page after an invalid cursor = %v, want a FieldError for cursor", err)
	}
}

// brokenProducts returns an error for p0. If cancel is set, it first calls cancel.
type brokenProducts struct {
	*catalog.Memory
	cancel context.CancelFunc
}

func (s brokenProducts) Get(ctx context.Context, id catalog.ID) (catalog.Product, error) {
	if id == "p0" {
		if s.cancel != nil {
			s.cancel()
		}
		return catalog.Product{}, fmt.Errorf("product %q: title is a number", id)
	}
	return s.Memory.Get(ctx, id)
}

func TestHistoryOmitsUnreadableTitle(t *testing.T) {
	log, store := newTickingLog(), newProducts(t, "red speaker", "blue speaker")
	appendAll(t, log, interaction.Interaction{Type: interaction.Click, ProductID: "p0"}, interaction.Interaction{Type: interaction.Click, ProductID: "p1"})
	var out bytes.Buffer
	logger := slog.New(slog.NewTextHandler(&out, nil))
	all := readAll(t, interaction.NewHistoryReader(log, brokenProducts{store, nil}, model, logger), 10)
	if len(all) != 2 || all[0].Title != "blue speaker" || all[1].Title != "" || !all[0].Influences || !all[1].Influences {
		t.Errorf("history = %+v, want both clicks, the second without its title", all)
	}
	if !strings.Contains(out.String(), "title is a number") {
		t.Errorf("log = %s, want the reason for the missing title", &out)
	}

	ctx, cancel := context.WithCancel(t.Context())
	r := interaction.NewHistoryReader(log, brokenProducts{store, cancel}, model, logger)
	if _, _, err := r.Page(ctx, ann, 10, interaction.Cursor{}); !errors.Is(err, context.Canceled) {
		t.Errorf("Page of a canceled request = %v, want context.Canceled", err)
	}
}
