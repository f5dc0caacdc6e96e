package recommend_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"testing"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/embed"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/recommend"
)

// A brokenEmbedder cannot embed queries.
type brokenEmbedder struct{ embed.Embedder }

func (brokenEmbedder) EmbedQuery(context.Context, string) ([]float32, error) {
	return nil, errors.New("out of memory")
}

// breakEmbedder makes the shop's encoder fail. It returns the log of the shop's service.
func (s *shop) breakEmbedder() *bytes.Buffer {
	var out bytes.Buffer
	s.Service = recommend.New(recommend.Config{
		Embedder: brokenEmbedder{s.embedder}, Log: s.log, Views: s, Ranker: recommend.Interests, Logger: slog.New(slog.NewJSONHandler(&out, nil)),
	})
	return &out
}

// searchWithoutVector logs a search that no trigger has embedded yet.
func (s *shop) searchWithoutVector(t *testing.T, query string) string {
	t.Helper()
	id, err := s.log.Append(t.Context(), ann, interaction.Interaction{Type: interaction.Search, Query: query})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// requireReplay fails the test unless a replay of the last log line, with a working encoder, gives the card.
func (s *shop) requireReplay(t *testing.T, out *bytes.Buffer, card []recommend.Recommendation, skipped ...string) {
	t.Helper()
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	e, err := recommend.ReadCardEntry([]byte(lines[len(lines)-1]))
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(e.Skipped, skipped) {
		t.Errorf("entry skipped %q, want %q", e.Skipped, skipped)
	}
	s.logging(recommend.Interests)
	again, err := s.Replay(t.Context(), e)
	if err != nil || asJSON(t, again) != asJSON(t, card) {
		t.Errorf("Replay = %s, %v, want %s", asJSON(t, again), err, asJSON(t, card))
	}
}

func TestRecommendSkipsSearchesThatCannotBeEmbedded(t *testing.T) {
	s := newMixedShop(t)
	s.record(t, interaction.Click, "p0")
	ids := []string{s.searchWithoutVector(t, "yoga mat"), s.searchWithoutVector(t, "garden hose")}
	out := s.breakEmbedder()
	card, err := s.Recommend(t.Context(), ann, 3, 0)
	if err != nil || len(card.Products) != 3 || card.Fallback || card.Origin.Ranker != recommend.Interests {
		t.Fatalf("Recommend = %+v, %v, want a card of 3 products by interests that is not a fallback", card, err)
	}
	for _, r := range card.Products {
		if r.Reason.Type != recommend.BecauseClick {
			t.Errorf("product %s has reason %+v, want the click", r.ID, r.Reason)
		}
	}
	if n := strings.Count(out.String(), `"level":"ERROR"`); n != 1 {
		t.Errorf("Recommend logged %d errors, want 1:\n%s", n, out)
	}
	s.requireReplay(t, out, card.Products, ids[1], ids[0])
}

func TestRecommendFallsBackToPopularWhenTheEncoderFails(t *testing.T) {
	s := newMixedShop(t)
	s.record(t, interaction.Dismiss, "p0")
	id := s.searchWithoutVector(t, "yoga mat")
	out := s.breakEmbedder()
	card, err := s.Recommend(t.Context(), ann, 3, 0)
	if err != nil || !card.Fallback {
		t.Fatalf("Recommend = %+v, %v, want a fallback", card, err)
	}
	if got, want := ids(card.Products), []catalog.ID{"p1", "p2", "p3"}; !slices.Equal(got, want) {
		t.Errorf("card = %v, want the popular %v without the dismissed p0", got, want)
	}
	if card.Origin.Ranker != recommend.MostPopular {
		t.Errorf("ranker %s, want %s, so that figures by ranker are right", card.Origin.Ranker, recommend.MostPopular)
	}
	s.requireReplay(t, out, card.Products, id)
}

func TestRecommendDoesNotFallBackForANewUser(t *testing.T) {
	s := newMixedShop(t)
	s.breakEmbedder()
	if card, err := s.Recommend(t.Context(), ann, 3, 0); err != nil || card.Fallback {
		t.Errorf("Recommend = %+v, %v, want a card that is not a fallback", card, err)
	}
}

func TestRecommendReturnsTheErrorOfItsContext(t *testing.T) {
	s := newMixedShop(t)
	s.searchWithoutVector(t, "yoga mat")
	ctx, cancel := context.WithCancel(t.Context())
	s.Service = recommend.New(recommend.Config{
		Embedder: cancelingEmbedder{s.embedder, cancel}, Log: s.log, Views: s, Ranker: recommend.Interests, Logger: slog.New(slog.DiscardHandler),
	})
	if card, err := s.Recommend(ctx, ann, 3, 0); !errors.Is(err, context.Canceled) {
		t.Errorf("Recommend = %+v, %v, want %v", card, err, context.Canceled)
	}
}

// A cancelingEmbedder cancels the caller's context before it embeds.
type cancelingEmbedder struct {
	embed.Embedder
	cancel context.CancelFunc
}

func (e cancelingEmbedder) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	e.cancel()
	return e.Embedder.EmbedQuery(ctx, text)
}
