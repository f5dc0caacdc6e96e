package recommend

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/invalid"
)

// A log line with the message CardMessage contains a CardEntry in the attribute CardKey.
const (
	CardMessage = "card"
	CardKey     = "card"
)

// A CardEntry holds the inputs of a card. Together with the snapshot and the interaction log, it determines the card.
// It holds the IDs of interactions instead of their content. So log lines never contain queries, and deleting an
// interaction from the interaction log deletes all of its content.
type CardEntry struct {
	Snapshot  string       `json:"snapshot"`         // version of the snapshot
	Engine    string       `json:"engine,omitempty"` // see View.Engine
	Changes   time.Time    `json:"changes,omitzero"` // see View.Changes
	Rules     int64        `json:"rules,omitempty"`  // version of the shop's rules; 0 if there never were any
	At        time.Time    `json:"at"`               // moment of the prices and the rules
	Ranker    Ranker       `json:"ranker"`
	Seed      uint32       `json:"seed"` // seed of the original ranker's shuffle, or of the exploration
	UserID    string       `json:"user"`
	Limit     int          `json:"limit"`
	Seen      int          `json:"seen"`
	Latest    []string     `json:"latest"` // IDs of the interactions, newest first
	Dismissed []catalog.ID `json:"dismissed"`
	Purchased []catalog.ID `json:"purchased,omitempty"`
	Skipped   []string     `json:"skipped,omitempty"` // IDs of the interactions that the encoder failed to embed
	Settings  Settings     `json:"settings,omitzero"` // settings of the shopper's arms
	Explore   float64      `json:"explore,omitzero"`  // share of cards in a random order, see Exploration

	window []pick // candidates of an explored card, best first
	shown  []int  // indices in window
}

// LogValue implements slog.LogValuer, so that every handler writes the JSON names.
func (e CardEntry) LogValue() slog.Value {
	type plain CardEntry
	return slog.AnyValue(plain(e))
}

// ErrNoCard is returned for a log line without a CardEntry.
var ErrNoCard = errors.New(`not the log line of a card: its "msg" or "message" is not "card"`)

// ReadCardEntry parses a log line of the functions, or a Cloud Logging entry that contains one.
func ReadCardEntry(line []byte) (CardEntry, error) {
	type payload struct {
		Msg     string    `json:"msg"`
		Message string    `json:"message"`
		Card    CardEntry `json:"card"`
	}
	var read struct {
		payload
		Inner *payload `json:"jsonPayload"`
	}
	if err := json.Unmarshal(line, &read); err != nil {
		return CardEntry{}, fmt.Errorf("log line: %w", err)
	}
	p := read.payload
	if read.Inner != nil {
		p = *read.Inner
	}
	if p.Msg != CardMessage && p.Message != CardMessage {
		return CardEntry{}, ErrNoCard
	}
	return p.Card, p.Card.validate()
}

func (e *CardEntry) validate() error {
	switch {
	case e.Snapshot == "":
		return errors.New("card: snapshot is missing")
	case e.UserID == "":
		return errors.New("card: user is missing")
	case !slices.Contains(Rankers, e.Ranker):
		return fmt.Errorf("card: ranker %q is not one of %q", e.Ranker, Rankers)
	case !(e.Explore >= 0 && e.Explore <= MaxExploration):
		return fmt.Errorf("card: explore is %g, not 0 to %g", e.Explore, MaxExploration)
	case e.Seen < 0:
		return fmt.Errorf("card: seen is %d", e.Seen)
	}
	if err := e.Settings.Validate("settings"); err != nil {
		return fmt.Errorf("card: %w", err)
	}
	return invalid.CheckLimit(e.Limit, MaxRecommendLimit)
}

// Replay computes the card of an entry again. It returns an error if an interaction of the entry has been deleted,
// or if the current snapshot, its changes or the rules are not the entry's.
func (s *Service) Replay(ctx context.Context, e CardEntry) ([]Recommendation, error) {
	if err := e.validate(); err != nil {
		return nil, err
	}
	h := history{dismissed: e.Dismissed, purchased: e.Purchased, latest: make([]interaction.Interaction, len(e.Latest))}
	for i, id := range e.Latest {
		x, err := s.log.Get(ctx, e.UserID, id)
		if err != nil {
			return nil, fmt.Errorf("interaction %s of the card: %w", id, err)
		}
		h.latest[i] = x
	}
	var card []Recommendation
	rules := s.rules.current(ctx)
	err := s.views.Use(ctx, func(v *View) error {
		if v.Version != e.Snapshot {
			return fmt.Errorf("card was made from snapshot %s, the current one is %s", e.Snapshot, v.Version)
		}
		if v.Engine != e.Engine {
			return fmt.Errorf("card was made from the products of %s, the current ones are those of %s: products of a search engine change in place",
				sourceOf(e.Engine), sourceOf(v.Engine))
		}
		if !v.Changes.Equal(e.Changes) {
			return fmt.Errorf("card was made with the changes of the catalog until %s, the current ones are until %s",
				e.Changes.Format(time.RFC3339Nano), v.Changes.Format(time.RFC3339Nano))
		}
		v = s.rules.apply(v, rules, e.At).under(&e.Settings)
		if v.rulesVersion != e.Rules {
			return fmt.Errorf("card was made with version %d of the rules, the current one is %d: older rules are not kept", e.Rules, v.rulesVersion)
		}
		interests, err := s.interests(ctx, v, &h, &e.Settings, s.embedUnlessSkipped(&e))
		if err != nil {
			return err
		}
		card, err = v.card(interests, &h, &e)
		return err
	})
	return card, err
}

// sourceOf names the source of the products of a card.
func sourceOf(engine string) string {
	if engine == "" {
		return "the snapshot"
	}
	return engine
}
