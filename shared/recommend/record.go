package recommend

import (
	"encoding/json"
	"fmt"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/snapshot"
)

// CardRecord returns the record of a product in a View's card file.
func CardRecord(p *catalog.Product) (snapshot.CardRecord, error) {
	data, err := json.Marshal(p.Card())
	if err != nil {
		return snapshot.CardRecord{}, fmt.Errorf("card of product %s: %w", p.ID, err)
	}
	return snapshot.CardRecord{ID: string(p.ID), Data: data, Group: p.GroupID, Numbers: p.Numbers(), Flags: FlagsOf(p)}, nil
}

// FlagsOf returns the flags of a product.
func FlagsOf(p *catalog.Product) (f snapshot.Flags) {
	if !p.Availability.CanBeBought() {
		f |= snapshot.Unavailable
	}
	if p.Adult {
		f |= snapshot.Adult
	}
	if !p.SalePrice.IsZero() {
		f |= snapshot.HasSale
	}
	return f
}
