package recommend

import (
	"context"
	"fmt"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/invalid"
)

// A Recommendation is one product of a card.
type Recommendation struct {
	catalog.Card
	Reason Reason `json:"reason"`
}

// A NextCard is a user's next card.
type NextCard struct {
	Products []Recommendation
	// Fallback reports whether the card shows popular products because the encoder failed
	// for every interaction that could have influenced it.
	Fallback bool
	Origin   Origin
}

// Recommend returns the user's next card: at most n products, each with its reason. seen is the number of cards that
// the user has seen since their last interaction. After every second card, the next best products follow.
// The card has fewer than n products only if no others may be shown. It is logged as a CardEntry.
//
// If the encoder fails, Recommend skips the interactions that have no vector yet. It returns invalid.ErrLimit for
// an invalid n and an *invalid.FieldError for a negative seen. It returns ErrHistory if it cannot read the log.
// The caller can then use Popular.
func (s *Service) Recommend(ctx context.Context, userID string, n, seen int) (NextCard, error) {
	if err := invalid.CheckLimit(n, MaxRecommendLimit); err != nil {
		return NextCard{}, err
	}
	if seen < 0 {
		return NextCard{}, &invalid.FieldError{Field: "seen", Problem: fmt.Sprintf("is %d, less than 0", seen)}
	}
	assign := s.startAssign(ctx, userID) // beside the history
	h, err := s.history(ctx, userID)
	if err != nil {
		return NextCard{}, err
	}
	assigned := assign()
	var card NextCard
	err = s.use(ctx, func(v *View) error {
		v = v.under(&assigned.Settings)
		e := s.entryOf(v, h, userID, n, seen)
		e.apply(assigned.Settings, s.seed)
		if s.exploration.Share > 0 && e.Ranker == Interests {
			e.Explore, e.Seed = s.exploration.Share, s.seed()
		}
		if card, err = s.nextCard(ctx, v, h, &e); err != nil {
			return err
		}
		if err := v.failed(); err != nil {
			return err
		}
		s.logger.InfoContext(ctx, CardMessage, CardKey, e)
		card.Origin.Card, err = s.logExplored(ctx, v, h, &e)
		return err
	})
	card.Origin.Experiments = assigned.Arms
	return card, err
}

// nextCard computes the card of e. It adds interactions that the encoder cannot embed to e.Skipped.
func (s *Service) nextCard(ctx context.Context, v *View, h *history, e *CardEntry) (NextCard, error) {
	interests, err := s.interests(ctx, v, h, &e.Settings, s.embedOrSkip(e))
	if err != nil {
		return NextCard{}, err
	}
	products, err := v.card(interests, h, e)
	card := NextCard{products, len(e.Skipped) > 0 && len(interests) == 0, Origin{Snapshot: v.Version, Ranker: e.Ranker}}
	if card.Fallback {
		card.Origin.Ranker = MostPopular // nothing was left for the ranker to rank
	}
	return card, err
}

// entryOf returns the inputs of a user's next card, without skipped interactions.
func (s *Service) entryOf(v *View, h *history, userID string, n, seen int) CardEntry {
	e := CardEntry{
		Snapshot: v.Version, Engine: v.Engine, Changes: v.Changes, Rules: v.rulesVersion, At: v.now, Ranker: s.ranker, UserID: userID, Limit: n, Seen: seen,
		Latest: make([]string, len(h.latest)), Dismissed: h.dismissed, Purchased: h.purchased,
	}
	for i := range h.latest {
		e.Latest[i] = h.latest[i].ID
	}
	return e
}

// apply applies the settings of a shopper. An original ranker gets a seed.
func (e *CardEntry) apply(set Settings, seed func() uint32) {
	e.Settings = set
	if set.Ranker != "" {
		e.Ranker = set.Ranker
	}
	if e.Ranker == Original {
		e.Seed = seed()
	}
}

// card chooses products for the interests with the inputs in e.
func (v *View) card(interests []interest, h *history, e *CardEntry) ([]Recommendation, error) {
	picks, err := v.choose(interests, h, e)
	if err != nil {
		return nil, fmt.Errorf("index %s: %w", v.Version, err)
	}
	return v.recommendations(picks)
}

// recommendations returns the card and reason of each pick, in order.
func (v *View) recommendations(picks []pick) ([]Recommendation, error) {
	all := make([]Recommendation, len(picks))
	for i, p := range picks {
		c, err := v.cardOf(p.row)
		if err != nil {
			return nil, err
		}
		all[i] = Recommendation{Card: c, Reason: p.reason}
	}
	return all, nil
}

// choose picks the card's products with the entry's ranker.
func (v *View) choose(interests []interest, h *history, e *CardEntry) ([]pick, error) {
	v.expect(h.products()...)
	excluded := h.excluded(v.Cards)
	if e.Ranker == Original {
		picks, err := original(interests, e.Limit, seededShuffle(uint64(e.Seed)))
		return v.fillPopular(picks, v.popularFor(h), excluded, e.Limit), err
	}
	page := pageAfter(e.Seen, e.Limit)
	n := (page + 1) * e.Limit
	if e.Explore > 0 {
		n += e.Limit
	}
	dismissed, err := v.dismissedVectors(h)
	if err != nil {
		return nil, err
	}
	picks, err := interleave(v.Index, interests, dismissed, diversityOf(&e.Settings), n)
	picks = v.fillPopular(picks, v.popularFor(h), excluded, n)
	if e.Explore > 0 {
		return e.explore(windowOf(picks, page, e.Limit)), err
	}
	return pageOf(picks, page, e.Limit), err
}
