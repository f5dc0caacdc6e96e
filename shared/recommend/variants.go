package recommend

import (
	"context"

	"shopfyp.dev/shared/catalog"
)

// Variants returns all variants of a product, itself included, in a stable order. A product without variants, or one
// that the index does not have yet, gives none.
func (s *Service) Variants(ctx context.Context, id catalog.ID) (cards []catalog.Card, err error) {
	err = s.use(ctx, func(v *View) error {
		row, ok := v.Cards.Row(id)
		if !ok {
			return nil
		}
		if rows := v.Cards.Variants(row); len(rows) > 1 {
			cards, err = v.cardsOf(rows)
		}
		return err
	})
	return cards, err
}
