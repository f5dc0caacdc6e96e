package recommendtest

import (
	"slices"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/snapshot"
)

// Cards implements recommend.Cards for products in memory. All products are popular, in order.
type Cards []catalog.Product

var _ recommend.Cards = Cards{}

// Card implements recommend.Cards.
func (c Cards) Card(row int64) (catalog.Card, error) { return c[row].Card(), nil }

// ID implements recommend.Cards.
func (c Cards) ID(row int64) (catalog.ID, error) { return c[row].ID, nil }

// Row implements recommend.Cards.
func (c Cards) Row(id catalog.ID) (int64, bool) {
	i := slices.IndexFunc(c, func(p catalog.Product) bool { return p.ID == id })
	return int64(i), i >= 0
}

// Popular implements recommend.Cards.
func (c Cards) Popular() (rows []int64) {
	for row := range c {
		rows = append(rows, int64(row))
	}
	return rows
}

// Group implements recommend.Cards.
func (c Cards) Group(row int64) int64 { return c.Variants(row)[0] }

// Variants implements recommend.Cards.
func (c Cards) Variants(row int64) (rows []int64) {
	for other := range c {
		if int64(other) == row || c[row].GroupID != "" && c[other].GroupID == c[row].GroupID {
			rows = append(rows, int64(other))
		}
	}
	return rows
}

// Flags implements recommend.Cards.
func (c Cards) Flags(row int64) snapshot.Flags { return recommend.FlagsOf(&c[row]) }

// ByNumber implements recommend.Cards.
func (c Cards) ByNumber(key string, limit int) (rows []int64) {
	for row := range c {
		if key != "" && len(rows) < limit && slices.Contains(c[row].Numbers(), key) {
			rows = append(rows, int64(row))
		}
	}
	return rows
}
