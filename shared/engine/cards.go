package engine

import (
	"cmp"
	"fmt"
	"slices"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/vector"
)

// cards are the cards of a session.
type cards struct{ *session }

var _ recommend.Cards = cards{}

// Card implements recommend.Cards. It also knows the rows of the companion, which suggestions have.
func (c cards) Card(row int64) (catalog.Card, error) {
	if row < engineRow {
		return c.companion.Cards.Card(row)
	}
	p := c.product(row)
	if p == nil {
		return catalog.Card{}, c.missing(row)
	}
	return p.Card, nil
}

// missing returns the reason why a row has no product.
func (s *session) missing(row int64) error {
	if err := s.failed(); err != nil {
		return err
	}
	return fmt.Errorf("row %d of the collection: %w", row, vector.ErrRow)
}

// Row implements recommend.Cards.
func (c cards) Row(id catalog.ID) (int64, bool) {
	row := c.expect(id)[0]
	p := c.product(row)
	return row, p != nil && p.ID == id
}

// ID implements recommend.Cards. It also knows the rows of the companion, which suggestions have.
func (c cards) ID(row int64) (catalog.ID, error) {
	if row < engineRow {
		return c.companion.Cards.ID(row)
	}
	c.mu.Lock()
	id, known := c.expected[row]
	c.mu.Unlock()
	if known {
		return id, nil
	}
	p := c.product(row)
	if p == nil {
		return "", c.missing(row)
	}
	return p.ID, nil
}

// Popular implements recommend.Cards. The companion knows which products are popular.
func (c cards) Popular() []int64 {
	var ids []catalog.ID
	for _, row := range c.companion.Cards.Popular() {
		if id, err := c.companion.Cards.ID(row); err == nil {
			ids = append(ids, id)
		}
	}
	return c.expect(ids...)
}

// Group implements recommend.Cards.
func (c cards) Group(row int64) int64 {
	if p := c.product(row); p != nil {
		return p.Group()
	}
	return row
}

// Flags implements recommend.Cards. A product that does not exist anymore cannot be bought.
func (c cards) Flags(row int64) snapshot.Flags {
	if p := c.product(row); p != nil {
		return p.Flags
	}
	return snapshot.Unavailable
}

// ByNumber implements recommend.Cards.
func (c cards) ByNumber(key string, limit int) []int64 {
	if key == "" {
		return nil
	}
	return c.read(c.numbers, key, Keys{Numbers: []string{key}}, limit)
}

// Variants implements recommend.Cards. It reads the variants of all products that the session has at once, because a search
// asks for those of each hit. The order is that of the IDs.
func (c cards) Variants(row int64) []int64 {
	if row < engineRow {
		return c.variantsOfCompanion(row)
	}
	p := c.product(row)
	if p == nil || p.Card.GroupID == "" {
		return []int64{row}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.variantsOf(p.Group())
}

// variantsOfCompanion returns the variants of a product of the companion that may be gone.
func (c cards) variantsOfCompanion(row int64) []int64 {
	card, err := c.companion.Cards.Card(row)
	if err != nil || card.GroupID == "" {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.variantsOf(GroupOf(card.GroupID, card.ID))
}

// variantsOf returns the rows of a group. The caller holds mu.
func (s *session) variantsOf(group int64) []int64 {
	if _, read := s.variants[group]; !read {
		s.readVariants(s.unreadGroups(group))
	}
	if _, read := s.variants[group]; !read { // the groups have more variants than one call reads
		s.readVariants([]int64{group})
	}
	return s.variants[group]
}

// unreadGroups returns a group and those of the products that the session has, at most readAtOnce.
func (s *session) unreadGroups(first int64) []int64 {
	groups := map[int64]bool{first: true}
	for _, p := range s.products {
		if p == nil || p.Card.GroupID == "" || len(groups) == readAtOnce {
			continue
		}
		if _, read := s.variants[p.Group()]; !read {
			groups[p.Group()] = true
		}
	}
	all := make([]int64, 0, len(groups))
	for g := range groups {
		all = append(all, g)
	}
	return all
}

// readVariants reads the variants of groups. If there are too many of several groups, it keeps none.
func (s *session) readVariants(groups []int64) {
	if s.err != nil {
		return
	}
	found, err := s.collection.Find(s.ctx, Keys{Groups: groups}, MaxRead)
	if err != nil {
		s.failLocked(err)
		return
	}
	if len(found) == MaxRead && len(groups) > 1 {
		return
	}
	SortProducts(found)
	for _, g := range groups {
		s.variants[g] = nil
	}
	for _, row := range s.addLocked(found) {
		g := s.products[row].Group()
		s.variants[g] = append(s.variants[g], row)
	}
}

// SortProducts sorts products by ID.
func SortProducts(products []Product) {
	slices.SortFunc(products, func(a, b Product) int { return cmp.Compare(a.ID, b.ID) })
}
