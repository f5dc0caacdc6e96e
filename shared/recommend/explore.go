package recommend

import (
	"context"
	"fmt"
	"math/rand/v2"

	"shopfyp.dev/shared/catalog"
)

// An Exploration shows some cards in a random order, so that their clicks tell what other orders would be worth. The zero
// Exploration changes no card.
type Exploration struct {
	Share float64 // of the cards of the interests ranker, 0 to MaxExploration
	// Shadows are settings whose cards are computed and logged, but not shown.
	Shadows map[string]Settings
}

// MaxExploration is the largest share of random cards: most shoppers get the best order that is known.
const MaxExploration = .5

// A log line with the message ExploredMessage contains an ExploredCard in the attribute ExploredKey.
const (
	ExploredMessage = "explored card"
	ExploredKey     = "explored"
)

// An ExploredCard is a card whose order was drawn. With probability Share, the card is the beginning of a random permutation of
// the window, and otherwise the beginning of the window. It contains no user.
type ExploredCard struct {
	ID      string                  `json:"id"`
	Share   float64                 `json:"share"`
	Window  []catalog.ID            `json:"window"` // the products of this card and the next one, best first
	Shown   []int                   `json:"shown"`  // for each position of the card, the index in the window
	Shadows map[string][]catalog.ID `json:"shadows,omitempty"`
}

// Propensity returns the probability with which a card shows a product of the window, by its index, at a position.
func (c *ExploredCard) Propensity(index, position int) float64 {
	p := c.Share / float64(len(c.Window))
	if index == position {
		p += 1 - c.Share
	}
	return p
}

// windowOf returns the picks of a page of n and of the next page.
func windowOf(picks []pick, page, n int) []pick {
	window := make([]pick, min(2*n, len(picks)))
	for i := range window {
		window[i] = picks[(page*n+i)%len(picks)]
	}
	return window
}

// draw returns the indices of the products that a card of at most n shows. The same seed gives the same ones.
func draw(window int, n int, share float64, seed uint32) []int {
	random := rand.New(rand.NewPCG(uint64(seed), uint64(seed)))
	order := make([]int, window)
	for i := range order {
		order[i] = i
	}
	if random.Float64() < share {
		random.Shuffle(window, func(i, j int) { order[i], order[j] = order[j], order[i] })
	}
	return order[:min(n, window)]
}

// explore chooses the card of e from the window of its page, and keeps both in e.
func (e *CardEntry) explore(window []pick) []pick {
	shown := draw(len(window), e.Limit, e.Explore, e.Seed)
	card := make([]pick, len(shown))
	for i, index := range shown {
		card[i] = window[index]
	}
	e.window, e.shown = window, shown
	return card
}

// logExplored logs the explored card of e with the cards of all shadows, and returns its ID. It logs without the context of
// the request, which would add the shopper.
func (s *Service) logExplored(ctx context.Context, v *View, h *history, e *CardEntry) (id string, err error) {
	if len(e.window) == 0 {
		return "", nil
	}
	c := ExploredCard{ID: fmt.Sprintf("%08x%08x", s.seed(), s.seed()), Share: e.Explore, Shown: e.shown, Shadows: make(map[string][]catalog.ID)}
	if c.Window, err = v.idsOf(e.window); err != nil {
		return "", err
	}
	for name, set := range s.exploration.Shadows {
		shadow := *e
		shadow.Explore, shadow.window, shadow.shown = 0, nil, nil
		shadow.apply(set.Over(e.Settings), s.seed)
		card, err := s.nextCard(ctx, v, h, &shadow)
		if err != nil {
			return "", err
		}
		for i := range card.Products {
			c.Shadows[name] = append(c.Shadows[name], card.Products[i].ID)
		}
	}
	s.logger.Info(ExploredMessage, ExploredKey, c)
	return c.ID, nil
}

func (v *View) idsOf(picks []pick) ([]catalog.ID, error) {
	ids := make([]catalog.ID, len(picks))
	for i, p := range picks {
		id, err := v.Cards.ID(p.row)
		if err != nil {
			return nil, fmt.Errorf("index %s: %w", v.Version, err)
		}
		ids[i] = id
	}
	return ids, nil
}
