package overlay

import (
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/snapshot"
)

// cards are the cards of a snapshot and its changes.
type cards struct {
	snapshot recommend.Cards
	*state
}

var _ recommend.Cards = cards{}

// Card implements recommend.Cards.
func (c cards) Card(row int64) (catalog.Card, error) {
	if p := c.at(row); p != nil {
		return p.card, nil
	}
	card, err := c.snapshot.Card(row)
	if o := c.offers[row]; o != nil {
		card = o.apply(card)
	}
	return card, err
}

// Row implements recommend.Cards.
func (c cards) Row(id catalog.ID) (int64, bool) {
	if row, ok := c.ids[id]; ok {
		return row, row != gone
	}
	return c.snapshot.Row(id)
}

// ID implements recommend.Cards.
func (c cards) ID(row int64) (catalog.ID, error) {
	if p := c.at(row); p != nil {
		return p.card.ID, nil
	}
	return c.snapshot.ID(row)
}

// Popular implements recommend.Cards.
func (c cards) Popular() []int64 { return c.popular }

// Group implements recommend.Cards. The row may be one that is not found anymore: it is only a key.
func (c cards) Group(row int64) int64 {
	if c.at(row) != nil {
		return c.keys[row-c.first]
	}
	return c.snapshot.Group(row)
}

// Variants implements recommend.Cards.
func (c cards) Variants(row int64) (rows []int64) {
	key := c.Group(row)
	if key < c.first {
		for _, other := range c.snapshot.Variants(key) {
			if !c.isMoved(other) {
				rows = append(rows, other)
			}
		}
	}
	return append(rows, c.members[key]...)
}

// Flags implements recommend.Cards.
func (c cards) Flags(row int64) snapshot.Flags {
	if p := c.at(row); p != nil {
		return p.flags
	}
	flags := c.snapshot.Flags(row)
	if o := c.offers[row]; o != nil {
		flags = flags&^offerFlags | o.flags&offerFlags
	}
	return flags
}

// ByNumber implements recommend.Cards.
func (c cards) ByNumber(key string, limit int) (rows []int64) {
	for _, row := range c.snapshot.ByNumber(key, limit) {
		if !c.isMoved(row) {
			rows = append(rows, row)
		}
	}
	rows = append(rows, c.numbers[key]...)
	return rows[:min(limit, len(rows))]
}
