package recommend_test

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"math"
	"slices"
	"strings"
	"testing"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/recommend"
)

// exploring makes the shop's service explore a share of the cards, and log to the returned buffer.
func (s *shop) exploring(share float64) *bytes.Buffer {
	var out bytes.Buffer
	seed := uint32(0)
	s.Service = recommend.New(recommend.Config{
		Embedder: s.embedder, Log: s.log, Views: s, Ranker: recommend.Interests, Logger: slog.New(slog.NewJSONHandler(&out, nil)),
		Seed: func() uint32 { seed++; return seed },
		Exploration: recommend.Exploration{Share: share, Shadows: map[string]recommend.Settings{
			"same": {}, "diverse": {Diversity: ptr(1.)},
		}},
	})
	return &out
}

// exploredOf returns the ExploredCard in the log.
func exploredOf(t *testing.T, out *bytes.Buffer) (c recommend.ExploredCard) {
	t.Helper()
	for line := range strings.Lines(out.String()) {
		var read struct {
			Msg      string
			Explored recommend.ExploredCard
		}
		if err := json.Unmarshal([]byte(line), &read); err != nil {
			t.Fatal(err)
		}
		if read.Msg == recommend.ExploredMessage {
			c = read.Explored
			if strings.Contains(line, ann) {
				t.Errorf("the line of an explored card contains the user: %s", line)
			}
		}
	}
	return c
}

func TestExploredCardsHaveTheirPropensities(t *testing.T) {
	s := newMixedShop(t)
	s.record(t, interaction.Click, "p0")
	s.record(t, interaction.Click, "p5")
	usual, deeper := ids(s.recommend(t, 3)), ids(s.recommend(t, 6))
	const share, cards = .5, 4000
	out := s.exploring(share)
	shown := make([][6]float64, 3) // by position and index in the window
	for range cards {
		out.Reset()
		card, err := s.Recommend(t.Context(), ann, 3, 0)
		if err != nil {
			t.Fatal(err)
		}
		c := exploredOf(t, out)
		if c.ID == "" || c.ID != card.Origin.Card || !slices.Equal(c.Window, deeper) {
			t.Fatalf("explored card = %+v of card %q, want the window %v", c, card.Origin.Card, deeper)
		}
		for position, id := range ids(card.Products) {
			if index := c.Shown[position]; c.Window[index] != id {
				t.Fatalf("position %d shows %s, the log says %s", position, id, c.Window[index])
			}
			shown[position][c.Shown[position]]++
		}
		if !slices.Equal(c.Shadows["same"], usual) || slices.Equal(c.Shadows["diverse"], usual) {
			t.Fatalf("shadows = %v, want %v as same only", c.Shadows, usual)
		}
	}
	c := exploredOf(t, out)
	for position := range shown {
		for index, n := range shown[position] {
			if p := c.Propensity(index, position); math.Abs(n/cards-p) > .03 {
				t.Errorf("product %d is at position %d in %.3f of the cards, want %.3f", index, position, n/cards, p)
			}
		}
	}
}

func TestReplayGivesExploredCards(t *testing.T) {
	s := newMixedShop(t)
	s.record(t, interaction.Click, "p0")
	out := s.exploring(.5)
	for seen := range 8 {
		out.Reset()
		card, err := s.Recommend(t.Context(), ann, 3, seen)
		if err != nil {
			t.Fatal(err)
		}
		line, _, _ := strings.Cut(out.String(), "\n")
		e, err := recommend.ReadCardEntry([]byte(line))
		if err != nil {
			t.Fatal(err)
		}
		again, err := s.Replay(t.Context(), e)
		if err != nil || asJSON(t, again) != asJSON(t, card.Products) {
			t.Errorf("Replay = %s, %v, want %s", asJSON(t, again), err, asJSON(t, card.Products))
		}
	}
}

func TestExplorationShowsNoExcludedProduct(t *testing.T) {
	s := newMixedShop(t)
	s.record(t, interaction.Click, "p0")
	s.record(t, interaction.Dismiss, "p1")
	s.exploring(recommend.MaxExploration)
	for range 200 {
		card := ids(s.recommend(t, 3))
		slices.Sort(card)
		if len(slices.Compact(card)) != 3 || slices.Contains(card, catalog.ID("p0")) || slices.Contains(card, catalog.ID("p1")) {
			t.Fatalf("card = %v, want three products, neither the opened nor the dismissed one", card)
		}
	}
}
