package recommend

import (
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
)

// A ReasonType says why a card shows a product.
type ReasonType string

// The types of reasons.
const (
	BecauseSearch  ReasonType = "search"
	BecauseClick   ReasonType = "click"
	BecausePopular ReasonType = "popular"

	BecausePurchase ReasonType = "purchase"
)

// A Reason says why a card shows a product: because of an interaction of the user, or because it is popular.
type Reason struct {
	Type          ReasonType `json:"type" enum:"search,click,popular,purchase"`
	InteractionID string     `json:"interactionId,omitempty"`
	Query         string     `json:"query,omitempty"`     // query of the search
	ProductID     catalog.ID `json:"productId,omitempty"` // clicked or bought product
	Title         string     `json:"title,omitempty"`     // title of that product, if the index contains it and no rule blocks it
}

// reasonFor returns the reason of products that are chosen for x.
func reasonFor(v *View, x *interaction.Interaction) Reason {
	if x.Type == interaction.Search {
		return Reason{Type: BecauseSearch, InteractionID: x.ID, Query: x.Meant()}
	}
	r := Reason{Type: BecauseClick, InteractionID: x.ID, ProductID: x.ProductID}
	if x.Type == interaction.Purchase {
		r.Type = BecausePurchase
	}
	if row, ok := v.Cards.Row(x.ProductID); ok && !v.isBlocked(row) {
		if c, err := v.Cards.Card(row); err == nil {
			r.Title = c.Title
		}
	}
	return r
}
