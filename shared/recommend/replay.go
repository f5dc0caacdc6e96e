package recommend

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"slices"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
)

// CardMessage is the message of the log lines that hold a CardEntry, as CardKey.
const (
	CardMessage = "card"
	CardKey     = "card"
)

// A CardEntry is what a card followed from. With the snapshot and the interaction log it gives the card
// again. It names interactions and does not hold them: the lines hold nothing of what a shopper
// looks for, and what a shopper removes from the log is in no other.
type CardEntry struct {
	Snapshot  string       `json:"snapshot"` // version
	Ranker    Ranker       `json:"ranker"`
	Seed      uint32       `json:"seed"` // of the original's shuffle
	UserID    string       `json:"user"`
	Limit     int          `json:"limit"`
	Seen      int          `json:"seen"`
	Latest    []string     `json:"latest"` // IDs of the interactions, newest first
	Dismissed []catalog.ID `json:"dismissed"`
}

// LogValue implements slog.LogValuer: every handler writes the entry as JSON writes it.
func (e CardEntry) LogValue() slog.Value {
	type plain CardEntry
	return slog.AnyValue(plain(e))
}

// ErrNoCard says that a log line holds no CardEntry.
var ErrNoCard = errors.New(`no log line of a card: its "msg" or "message" is not "card"`)

// ReadCardEntry reads a log line as the functions write it, or its jsonPayload as Cloud Logging gives it.
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
	case e.Seen < 0:
		return fmt.Errorf("card: seen is %d", e.Seen)
	}
	return checkLimit(e.Limit, MaxRecommendLimit)
}

// Replay returns the card that an entry is of. It returns an error that names the interaction where one
// was removed since, and one that names both snapshots where that of the entry is not in use.
func (s *Service) Replay(ctx context.Context, e CardEntry) ([]Recommendation, error) {
	if err := e.validate(); err != nil {
		return nil, err
	}
	h := history{dismissed: e.Dismissed, latest: make([]interaction.Interaction, len(e.Latest))}
	for i, id := range e.Latest {
		x, err := s.log.Get(ctx, e.UserID, id)
		if err != nil {
			return nil, fmt.Errorf("interaction %s of the card: %w", id, err)
		}
		h.latest[i] = x
	}
	var card []Recommendation
	err := s.views.Use(ctx, func(v *View) (err error) {
		if v.Version != e.Snapshot {
			return fmt.Errorf("the card is of snapshot %s, this is %s", e.Snapshot, v.Version)
		}
		card, err = s.card(ctx, v, &h, &e)
		return err
	})
	return card, err
}
