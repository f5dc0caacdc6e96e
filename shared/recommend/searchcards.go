package recommend

import (
	"fmt"

	"shopfyp.dev/shared/catalog"
)

// card returns the card of a row. It decodes each card once: exclusions, ratings, orders and the answer read the same ones.
func (s *searcher) card(row int64) (catalog.Card, error) {
	if c, ok := s.decoded[row]; ok {
		return c, nil
	}
	c, err := s.Cards.Card(row)
	if err != nil {
		return catalog.Card{}, err
	}
	if s.decoded == nil {
		s.decoded = make(map[int64]catalog.Card)
	}
	s.decoded[row] = c
	return c, nil
}

// cardsOf returns the cards of candidates with their current prices, in order.
func (s *searcher) cardsOf(found []candidate) ([]catalog.Card, error) {
	cards := make([]catalog.Card, len(found))
	for i, c := range found {
		card, err := s.card(c.row)
		if err != nil {
			return nil, fmt.Errorf("index %s: %w", s.Version, err)
		}
		cards[i] = card.At(s.now)
	}
	return cards, nil
}
