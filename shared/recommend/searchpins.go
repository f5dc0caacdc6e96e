package recommend

import (
	"slices"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/rule"
	"shopfyp.dev/shared/snapshot"
)

// searched is the result of a search of a View, before it is known which products the shopper dismissed.
type searched struct {
	cards   []catalog.Card // best first
	closest bool           // see SearchResult.Closest
	pinned  []pinnedCard   // by position; cards may contain the same products
}

// A pinnedCard is a product that a rule pins.
type pinnedCard struct {
	catalog.Card
	rule.Place
}

// pinnedCards returns the pinned products that the search may show, at most limit: one variant of each, in the order of
// their positions.
func (s *searcher) pinnedCards(limit int) (all []pinnedCard, err error) {
	seen := make(map[int64]bool)
	for _, place := range s.pins {
		s.expect(place.ProductID)
	}
	for _, place := range s.pins {
		row, ok := s.Cards.Row(place.ProductID)
		if !ok || place.Position > limit || len(all) == limit || seen[s.Cards.Group(row)] {
			continue
		}
		if row, ok, err = s.pinnable(row); err != nil {
			return nil, err
		}
		if !ok {
			continue
		}
		seen[s.Cards.Group(row)] = true
		cards, err := s.cardsOf([]candidate{{row: row}})
		if err != nil {
			return nil, err
		}
		all = append(all, pinnedCard{cards[0], place})
	}
	return all, nil
}

// pinnable returns the row itself if a search may put it in front, or else its best variant for the search.
func (s *searcher) pinnable(row int64) (int64, bool, error) {
	if s.mayPin(row) {
		return row, true, nil
	}
	rows := slices.DeleteFunc(slices.Clone(s.Cards.Variants(row)), func(r int64) bool { return !s.mayPin(r) })
	variants, err := s.addRows(nil, rows[:min(len(rows), maxScoredVariants)])
	if err != nil || len(variants) == 0 {
		return 0, false, err
	}
	if err := s.score(variants); err != nil {
		return 0, false, err
	}
	return slices.MinFunc(variants, s.compare).row, true, nil
}

// mayPin reports whether a search may put a row in front: it fits the search, can be bought, and has nothing that the
// shopper excludes.
func (s *searcher) mayPin(row int64) bool {
	return s.fits(row) && s.Cards.Flags(row)&snapshot.Unavailable == 0 && !s.isExcluded(row)
}

// place returns at most limit cards: the pinned ones at their positions, the others around them, and the products of
// dismissed groups at the end. It also returns the IDs of the rules that pinned products, by product. A pin of a dismissed
// product does not apply.
func (v *View) place(f *searched, dismissed map[int64]bool, limit int) ([]catalog.Card, map[catalog.ID]string) {
	var pins []pinnedCard
	pinned := make(map[int64]bool) // groups
	for _, p := range f.pinned {
		if group, ok := v.groupOf(p.Card.ID); ok && !dismissed[group] {
			pins, pinned[group] = append(pins, p), true
		}
	}
	for i := range f.cards {
		v.expect(f.cards[i].ID)
	}
	others := slices.DeleteFunc(slices.Clone(f.cards), func(c catalog.Card) bool {
		group, ok := v.groupOf(c.ID)
		return ok && pinned[group]
	})
	others = others[:min(len(others), limit-len(pins))]
	v.markDismissed(others, dismissed)
	rules := make(map[catalog.ID]string, len(pins))
	var cards []catalog.Card
	for len(pins)+len(others) > 0 {
		if len(pins) > 0 && (len(others) == 0 || pins[0].Position <= len(cards)+1) {
			cards, rules[pins[0].Card.ID] = append(cards, pins[0].Card), pins[0].RuleID
			pins = pins[1:]
		} else {
			cards, others = append(cards, others[0]), others[1:]
		}
	}
	return cards, rules
}
