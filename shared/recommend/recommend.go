package recommend

import (
	"context"
	"fmt"

	"golang.org/x/sync/errgroup"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/invalid"
)

// A ReasonType says what kind of thing brought a product to a card.
type ReasonType string

// The kinds of reasons.
const (
	BecauseSearch  ReasonType = "search"
	BecauseClick   ReasonType = "click"
	BecausePopular ReasonType = "popular"
)

// A Reason says which of the shopper's interactions brought a product, or that it is popular.
type Reason struct {
	Type          ReasonType `json:"type" enum:"search,click,popular"`
	InteractionID string     `json:"interactionId,omitempty"`
	Query         string     `json:"query,omitempty"`     // of a search
	ProductID     catalog.ID `json:"productId,omitempty"` // that was clicked
	Title         string     `json:"title,omitempty"`     // of the product that was clicked, where the index has it
}

// A Recommendation is one product of a card.
type Recommendation struct {
	catalog.Card
	Reason Reason `json:"reason"`
}

// Recommend returns the user's next card: at most n products, each with its reason. seen is how often
// the user saw a card since their last interaction: every second time the next best follow. The card
// is logged as a CardEntry.
// It returns fewer only where the shop has no more that may be shown, ErrLimit for a bad n, and
// ErrHistory where the log does not say what the user did; Popular is what is left then.
func (s *Service) Recommend(ctx context.Context, userID string, n, seen int) ([]Recommendation, error) {
	if err := checkLimit(n, MaxRecommendLimit); err != nil {
		return nil, err
	}
	if seen < 0 {
		return nil, &invalid.FieldError{Field: "seen", Problem: fmt.Sprintf("is %d, less than 0", seen)}
	}
	h, err := s.history(ctx, userID)
	if err != nil {
		return nil, err
	}
	var card []Recommendation
	err = s.views.Use(ctx, func(v *View) error {
		e := s.entryOf(v, h, userID, n, seen)
		if card, err = s.card(ctx, v, h, &e); err == nil {
			s.logger.InfoContext(ctx, CardMessage, CardKey, e)
		}
		return err
	})
	return card, err
}

// entryOf returns what a card is to follow from.
func (s *Service) entryOf(v *View, h *history, userID string, n, seen int) CardEntry {
	e := CardEntry{
		Snapshot: v.Version, Ranker: s.ranker, UserID: userID, Limit: n, Seen: seen,
		Latest: make([]string, len(h.latest)), Dismissed: h.dismissed,
	}
	for i := range h.latest {
		e.Latest[i] = h.latest[i].ID
	}
	if s.ranker == Original {
		e.Seed = s.seed()
	}
	return e
}

// history is what the log knows of a user that bears on the next card.
type history struct {
	latest    []interaction.Interaction // newest first
	dismissed []catalog.ID
}

func (s *Service) history(ctx context.Context, userID string) (*history, error) {
	var h history
	ctx, cancel := context.WithTimeout(ctx, s.patience)
	defer cancel()
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() (err error) {
		h.latest, err = interaction.Recent(func(n int) ([]interaction.Interaction, error) { return s.log.Latest(ctx, userID, n) })
		return err
	})
	g.Go(func() (err error) {
		h.dismissed, err = s.log.Dismissed(ctx, userID)
		return err
	})
	if err := g.Wait(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrHistory, err)
	}
	return &h, nil
}

// excluded returns the rows that the card must not show: clicked and dismissed products.
func (h *history) excluded(cards Cards) map[int64]bool {
	rows := make(map[int64]bool)
	add := func(id catalog.ID) {
		if row, ok := cards.Row(id); ok {
			rows[row] = true
		}
	}
	for _, x := range h.latest {
		if x.Type != interaction.Search {
			add(x.ProductID)
		}
	}
	for _, id := range h.dismissed {
		add(id)
	}
	return rows
}

// card returns the card that follows from h and e.
func (s *Service) card(ctx context.Context, v *View, h *history, e *CardEntry) ([]Recommendation, error) {
	skip := h.excluded(v.Cards)
	interests, err := s.interests(ctx, v, h, skip)
	if err != nil {
		return nil, err
	}
	picks, err := v.choose(interests, h, skip, e)
	if err != nil {
		return nil, fmt.Errorf("index %s: %w", v.Version, err)
	}
	card := make([]Recommendation, len(picks))
	for i, p := range picks {
		c, err := v.Cards.Card(p.row)
		if err != nil {
			return nil, fmt.Errorf("index %s: %w", v.Version, err)
		}
		card[i] = Recommendation{Card: c, Reason: p.reason}
	}
	return card, nil
}

// choose picks the card's products by the entry's ranker.
func (v *View) choose(interests []interest, h *history, skip map[int64]bool, e *CardEntry) ([]pick, error) {
	if e.Ranker == Original {
		picks, err := original(interests, e.Limit, seededShuffle(uint64(e.Seed)))
		return fillPopular(picks, v.popularFor(h), skip, e.Limit), err
	}
	at := cardAt(e.Seen, e.Limit)
	upTo := (at + 1) * e.Limit
	dismissed, err := v.dismissedVectors(h)
	if err != nil {
		return nil, err
	}
	picks, err := byInterest(v.Index, interests, dismissed, upTo)
	return turnTo(fillPopular(picks, v.popularFor(h), skip, upTo), at, e.Limit), err
}

// dismissedVectors returns the vectors of the products that were dismissed last.
func (v *View) dismissedVectors(h *history) (vectors [][]float32, err error) {
	for i := range h.latest {
		x := &h.latest[i]
		row, ok := v.Cards.Row(x.ProductID)
		if x.Type != interaction.Dismiss || !ok {
			continue
		}
		vec, err := v.Index.Vector(row)
		if err != nil {
			return nil, fmt.Errorf("vector of product %s: %w", x.ProductID, err)
		}
		if vectors = append(vectors, vec); len(vectors) == dismissalsHeld {
			break
		}
	}
	return vectors, nil
}

// fillPopular adds popular products until there are n.
func fillPopular(picks []pick, popular []int64, skip map[int64]bool, n int) []pick {
	chosen := make(map[int64]bool, len(picks))
	for _, p := range picks {
		chosen[p.row] = true
	}
	for _, row := range popular {
		if len(picks) >= n {
			break
		}
		if !skip[row] && !chosen[row] {
			picks = append(picks, pick{row, Reason{Type: BecausePopular}})
		}
	}
	return picks
}
