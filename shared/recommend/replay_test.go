package recommend_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"testing"

	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/invalid"
	"shopfyp.dev/shared/recommend"
)

// logging replaces the shop's service with one that uses the ranker and logs to the returned buffer.
func (s *shop) logging(ranker recommend.Ranker) *bytes.Buffer {
	var out bytes.Buffer
	seed := uint32(0)
	s.Service = recommend.New(recommend.Config{
		Embedder: s.embedder, Log: s.log, Views: s, Ranker: ranker,
		Seed: func() uint32 { seed++; return seed }, Logger: slog.New(slog.NewJSONHandler(&out, nil)),
	})
	return &out
}

func asJSON(t *testing.T, card []recommend.Recommendation) string {
	t.Helper()
	data, err := json.Marshal(card)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestReplayGivesTheSameCards(t *testing.T) {
	for _, ranker := range recommend.Rankers {
		t.Run(string(ranker), func(t *testing.T) {
			s := newMixedShop(t)
			out := s.logging(ranker)
			var shown []string
			show := func(seen int) {
				card, err := s.Recommend(t.Context(), ann, 3, seen)
				if err != nil {
					t.Fatal(err)
				}
				shown = append(shown, asJSON(t, card.Products))
			}
			show(0)
			s.search(t, "bluetooth speaker")
			show(0)
			show(2)
			s.record(t, interaction.Click, "p5")
			s.record(t, interaction.Dismiss, "p1")
			show(0)
			withoutVector := interaction.Interaction{Type: interaction.Search, Query: "shoes"}
			if _, err := s.log.Append(t.Context(), ann, withoutVector); err != nil {
				t.Fatal(err)
			}
			show(5)
			for _, q := range []string{"yoga", "garden hose", "lamp"} {
				s.search(t, q) // later interactions must not change the replay
			}
			s.record(t, interaction.Dismiss, "p0")
			lines := strings.Split(strings.TrimSpace(out.String()), "\n")
			if len(lines) != len(shown) {
				t.Fatalf("%d log lines for %d cards:\n%s", len(lines), len(shown), out)
			}
			for i, line := range lines {
				e, err := recommend.ReadCardEntry([]byte(line))
				if err != nil {
					t.Fatal(err)
				}
				card, err := s.Replay(t.Context(), e)
				if err != nil {
					t.Fatal(err)
				}
				if got := asJSON(t, card); got != shown[i] {
					t.Errorf("Replay of card %d =\n%s\nwant\n%s", i, got, shown[i])
				}
			}
		})
	}
}

func TestCardEntryDoesNotContainQueries(t *testing.T) {
	s := newMixedShop(t)
	out := s.logging(recommend.Interests)
	s.search(t, "bluetooth speaker")
	s.recommend(t, 3)
	if strings.Contains(out.String(), "bluetooth") {
		t.Errorf("log contains the query:\n%s", out)
	}
}

func TestReplayRefuses(t *testing.T) {
	s := newMixedShop(t)
	id := s.search(t, "bluetooth speaker").InteractionID
	good := recommend.CardEntry{Snapshot: "v1", Ranker: recommend.Interests, UserID: ann, Limit: 3, Latest: []string{id}}
	if _, err := s.Replay(t.Context(), good); err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct {
		change func(*recommend.CardEntry)
		want   string
	}{
		"another snapshot":    {func(e *recommend.CardEntry) { e.Snapshot = "v0" }, "card was made from snapshot v0, the current one is v1"},
		"removed interaction": {func(e *recommend.CardEntry) { e.Latest = []string{"gone"} }, "interaction gone of the card"},
		"no snapshot":         {func(e *recommend.CardEntry) { e.Snapshot = "" }, "snapshot is missing"},
		"no user":             {func(e *recommend.CardEntry) { e.UserID = "" }, "user is missing"},
		"unknown ranker":      {func(e *recommend.CardEntry) { e.Ranker = "best" }, `ranker "best"`},
		"seen below 0":        {func(e *recommend.CardEntry) { e.Seen = -1 }, "seen is -1"},
		"no products":         {func(e *recommend.CardEntry) { e.Limit = 0 }, "limit out of range"},
	}
	for name, tt := range tests {
		e := good
		tt.change(&e)
		if card, err := s.Replay(t.Context(), e); card != nil || err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: Replay = %v, %v, want an error containing %q", name, card, err, tt.want)
		}
	}
}

func TestReadCardEntry(t *testing.T) {
	const card = `"card":{"snapshot":"v1","ranker":"original","seed":7,"user":"ann","limit":3,"seen":1,"latest":["1"],"dismissed":["p1"]}`
	for _, line := range []string{`{"msg":"card",` + card + `}`, `{"jsonPayload":{"message":"card",` + card + `},"severity":"INFO"}`} {
		e, err := recommend.ReadCardEntry([]byte(line))
		if err != nil || e.Seed != 7 || e.Latest[0] != "1" || e.Dismissed[0] != "p1" {
			t.Errorf("ReadCardEntry(%s) = %+v, %v", line, e, err)
		}
	}
	if _, err := recommend.ReadCardEntry([]byte(`{"message":"request"}`)); !errors.Is(err, recommend.ErrNoCard) {
		t.Errorf("ReadCardEntry of another line = %v, want ErrNoCard", err)
	}
	for _, bad := range []string{`{`, `{"msg":"card"}`, `{"msg":"card","card":{"limit":"three"}}`} {
		if _, err := recommend.ReadCardEntry([]byte(bad)); err == nil || errors.Is(err, recommend.ErrNoCard) {
			t.Errorf("ReadCardEntry(%s) = %v, want an error other than ErrNoCard", bad, err)
		}
	}
}

func TestCardMovesOnAfterTwoShows(t *testing.T) {
	s := newMixedShop(t)
	for name, do := range map[string]func(){"popular": func() {}, "after a search": func() { s.search(t, "bluetooth speaker") }} {
		do()
		at := func(seen int) []string {
			card, err := s.Recommend(t.Context(), ann, 3, seen)
			if err != nil || len(card.Products) != 3 {
				t.Fatalf("%s: %d products, %v", name, len(card.Products), err)
			}
			var out []string
			for _, r := range card.Products {
				out = append(out, string(r.ID))
			}
			return out
		}
		first, second := at(0), at(2)
		if !slices.Equal(first, at(1)) || !slices.Equal(second, at(3)) {
			t.Errorf("%s: the card changes after one show", name)
		}
		for _, id := range second {
			if slices.Contains(first, id) {
				t.Errorf("%s: the second card %v repeats %s of the first %v", name, second, id, first)
			}
		}
		if far := at(1_000_000); slices.Equal(far, []string{far[0], far[0], far[0]}) {
			t.Errorf("%s: card after a million shows = %v", name, far)
		}
	}
}

func TestRecommendRefusesSeenBelowZero(t *testing.T) {
	var field *invalid.FieldError
	if _, err := newMixedShop(t).Recommend(t.Context(), ann, 3, -1); !errors.As(err, &field) || field.Field != "seen" {
		t.Errorf("Recommend(seen -1) = %v, want a FieldError of seen", err)
	}
}
