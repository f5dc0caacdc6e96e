package recommend

import (
	"context"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/snapshot"
)

// An Inspection says how the system sees a product at this moment.
type Inspection struct {
	Version     string // of the snapshot in use
	Contained   bool   // searches may find the product
	SoldOut     bool   // it cannot be bought, so cards never show it
	Adult       bool   // for adults only, so cards never show it
	HideSoldOut bool   // searches do not show sold-out products
	ShowAdult   bool   // searches show products for adults only
}

// Inspect says how the system sees a product. A product that the index does not contain is not an error.
func (s *Service) Inspect(ctx context.Context, id catalog.ID) (i Inspection, err error) {
	err = s.use(ctx, func(v *View) error {
		i = Inspection{Version: v.Version, HideSoldOut: s.hideSoldOut, ShowAdult: s.showAdult}
		var row int64
		if row, i.Contained = v.Cards.Row(id); i.Contained {
			flags := v.Cards.Flags(row)
			i.SoldOut, i.Adult = flags&snapshot.Unavailable != 0, flags&snapshot.Adult != 0
		}
		return nil
	})
	return i, err
}

// Cards returns the cards of the products that the index contains.
func (s *Service) Cards(ctx context.Context, ids []catalog.ID) (map[catalog.ID]catalog.Card, error) {
	found := make(map[catalog.ID]catalog.Card, len(ids))
	err := s.use(ctx, func(v *View) error {
		v.expect(ids...)
		for _, id := range ids {
			row, ok := v.Cards.Row(id)
			if !ok {
				continue
			}
			card, err := v.cardOf(row)
			if err != nil {
				return err
			}
			found[id] = card
		}
		return nil
	})
	return found, err
}
