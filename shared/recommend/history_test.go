package recommend_test

import (
	"log/slog"
	"math/rand/v2"
	"slices"
	"testing"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
)

func (s *shop) historyReader() *interaction.HistoryReader {
	return interaction.NewHistoryReader(s.log, s.store, s.embedder.Model(), slog.New(slog.DiscardHandler))
}

// entries returns ann's whole history, read in pages.
func entries(t *testing.T, r *interaction.HistoryReader, limit int) (all []interaction.HistoryEntry) {
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

// influencing returns the IDs of the entries that are marked as influencing the next card.
func influencing(all []interaction.HistoryEntry) (ids []string) {
	for _, e := range all {
		if e.Influences {
			ids = append(ids, e.ID)
		}
	}
	return ids
}

// appendRandom logs an interaction of a random type.
func (s *shop) appendRandom(t *testing.T, r *rand.Rand) {
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

func TestHistoryMarksTheInfluencesOfTheCard(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 30 {
		s := newMixedShop(t)
		for range r.IntN(150) {
			s.appendRandom(t, r)
		}
		want, err := s.Followed(t.Context(), ann)
		if err != nil {
			t.Fatal(err)
		}
		for _, limit := range []int{1, 7, interaction.MaxHistoryLimit} {
			if got := influencing(entries(t, s.historyReader(), limit)); !slices.Equal(got, want) {
				t.Errorf("pages of %d mark %q as influences of the card, want %q", limit, got, want)
			}
		}
	}
}
