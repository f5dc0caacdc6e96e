package recommend_test

import (
	"context"
	"strings"
	"testing"

	"shopfyp.dev/shared/embed"
	"shopfyp.dev/shared/interaction"
)

// requireNoTrace fails the test if the interaction is the reason for a product on ann's next card.
func (s *shop) requireNoTrace(t *testing.T, id string) {
	t.Helper()
	for _, r := range s.recommend(t, 6) {
		if r.Reason.InteractionID == id {
			t.Errorf("card holds %q because of %+v, which was deleted", r.Title, r.Reason)
		}
	}
}

func TestCardIgnoresADeletedSearch(t *testing.T) {
	s := newMixedShop(t)
	kept := s.search(t, "shoes").InteractionID
	removed := s.recommendFirst(t, "bluetooth speaker")
	if err := s.log.Delete(t.Context(), ann, removed); err != nil {
		t.Fatal(err)
	}
	s.requireNoTrace(t, removed)
	for _, r := range s.recommend(t, 3) {
		if strings.Contains(r.Title, "speaker") || r.Reason.InteractionID != kept {
			t.Errorf("card holds %q because of %+v, want shoes because of the remaining search", r.Title, r.Reason)
		}
	}
}

// recommendFirst searches, checks that the search is the reason for the card's first product, and returns its ID.
func (s *shop) recommendFirst(t *testing.T, query string) string {
	t.Helper()
	id := s.search(t, query).InteractionID
	if r := s.recommend(t, 3)[0]; r.Reason.InteractionID != id {
		t.Fatalf("first product after the search for %q = %q because of %+v", query, r.Title, r.Reason)
	}
	return id
}

func TestCardIgnoresADeletedClick(t *testing.T) {
	s := newMixedShop(t)
	s.record(t, interaction.Click, "p0")
	id := s.recommend(t, 3)[0].Reason.InteractionID
	if err := s.log.Delete(t.Context(), ann, id); err != nil {
		t.Fatal(err)
	}
	s.requireNoTrace(t, id)
	if got := s.recommend(t, 3)[0]; got.ID != "p0" {
		t.Errorf("first product = %s, want the popular p0, since its click is deleted", got.ID)
	}
}

func TestCardShowsAProductAfterItsDismissalIsDeleted(t *testing.T) {
	s := newMixedShop(t)
	s.record(t, interaction.Dismiss, "p0")
	if err := s.log.Clear(t.Context(), ann); err != nil {
		t.Fatal(err)
	}
	if got := s.recommend(t, 3)[0].ID; got != "p0" {
		t.Errorf("first product = %s, want the popular p0, since its dismissal is deleted", got)
	}
}

// removingEmbedder calls remove before it embeds a query.
type removingEmbedder struct {
	embed.Embedder
	remove func()
}

func (e removingEmbedder) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	e.remove()
	return e.Embedder.EmbedQuery(ctx, text)
}

// TestTriggerDoesNotRestoreRemovedInteractions removes an interaction while a trigger embeds it. The trigger must
// restore neither the interaction nor its vector.
func TestTriggerDoesNotRestoreRemovedInteractions(t *testing.T) {
	for name, remove := range map[string]func(s *shop, id string) error{
		"removed": func(s *shop, id string) error { return s.log.Delete(t.Context(), ann, id) },
		"cleared": func(s *shop, _ string) error { return s.log.Clear(t.Context(), ann) },
	} {
		t.Run(name, func(t *testing.T) {
			s := newMixedShop(t)
			id, err := s.log.Append(t.Context(), ann, interaction.Interaction{Type: interaction.Search, Query: "bluetooth speaker"})
			if err != nil {
				t.Fatal(err)
			}
			e := removingEmbedder{s.embedder, func() {
				if err := remove(s, id); err != nil {
					t.Error(err)
				}
			}}
			if err := interaction.NewVectorizer(e, s.store, s.log).Vectorize(t.Context(), ann, id); err != nil {
				t.Errorf("Vectorize of a removed interaction = %v, want nil, so that the event is not retried", err)
			}
			s.requireNoTrace(t, id)
			if all := entries(t, s.historyReader(), 10); len(all) != 0 {
				t.Errorf("history = %+v, want no entries", all)
			}
		})
	}
}
