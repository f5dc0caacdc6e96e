package recommend

import (
	"iter"

	"shopfyp.dev/shared/suggest"
)

// productsRead is the number of products that are read for each suggested one. The rest may be sold out or gone since the
// snapshot was built.
const productsRead = 4

// products returns at most n products that can be bought, one variant of each: first those of the file, by popularity, then
// changed ones.
func (s suggester) products(changed iter.Seq[int64], n int) (all []Suggestion, err error) {
	seen := make(map[int64]bool) // groups
	add := func(row int64, locate func(title string) suggest.Range) error {
		if len(all) == n || seen[s.Cards.Group(row)] || !s.isRecommendable(row) {
			return nil
		}
		card, err := s.cardOf(row)
		if err != nil {
			return err
		}
		if match := locate(card.Title); match != (suggest.Range{}) {
			seen[s.Cards.Group(row)] = true
			all = append(all, Suggestion{Kind: suggest.Product, Text: card.Title, Match: match, Product: card})
		}
		return nil
	}
	matches := s.matches(suggest.Product, productsRead*n)
	for _, m := range matches {
		if id, err := s.Cards.ID(int64(m.Value)); err == nil {
			s.expect(id)
		}
	}
	for _, m := range matches {
		if len(all) == n {
			break
		}
		rows, isCurrent := s.currentRows(int64(m.Value))
		for _, row := range rows {
			locate := s.typed.Locate // the title may be another one
			if isCurrent {
				locate = m.Locate
			}
			if err := add(row, locate); err != nil {
				return nil, err
			}
		}
	}
	for row := range changed {
		if len(all) == n {
			break
		}
		if err := add(row, s.typed.Locate); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// currentRows returns the current row of a product of the snapshot. isCurrent reports whether it still has the title that the
// file has. If the product cannot be bought anymore, currentRows returns its variants.
func (s suggester) currentRows(row int64) (rows []int64, isCurrent bool) {
	id, err := s.Cards.ID(row)
	if err != nil {
		return nil, false // not a row: the file is damaged
	}
	now, exists := s.Cards.Row(id)
	if exists && s.isRecommendable(now) {
		return []int64{now}, now == row || s.hasTitleOf(now, row)
	}
	return s.Cards.Variants(row), false
}

// hasTitleOf reports whether the product of a row has the title of a row of the snapshot.
func (s suggester) hasTitleOf(now, row int64) bool {
	current, currentErr := s.Cards.Card(now)
	old, oldErr := s.Cards.Card(row)
	return currentErr == nil && oldErr == nil && current.Title == old.Title
}
