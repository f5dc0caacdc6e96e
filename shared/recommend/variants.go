package recommend

import (
	"context"
	"slices"

	"shopfyp.dev/shared/catalog"
)

// Variants returns all variants of a product, itself included, in a stable order. A product without variants, or one
// that the index does not have yet, gives none. A variant that a rule blocks is not among them, unless it is the product.
func (s *Service) Variants(ctx context.Context, id catalog.ID) (cards []catalog.Card, err error) {
	err = s.use(ctx, func(v *View) error {
		row, ok := v.Cards.Row(id)
		if !ok {
			return nil
		}
		if rows := v.shownVariants(row); len(rows) > 1 {
			cards, err = v.cardsOf(rows)
		}
		return err
	})
	return cards, err
}

// shownVariants returns the variants of a row without those that a rule blocks, but with the row itself.
func (v *View) shownVariants(row int64) []int64 {
	rows := v.Cards.Variants(row)
	if v.rules == nil {
		return rows
	}
	return slices.DeleteFunc(slices.Clone(rows), func(r int64) bool { return r != row && v.isBlocked(r) })
}
