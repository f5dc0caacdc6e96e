package recommend

import (
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
)

// A ReasonType is the kind of event that brought a product to a card.
type ReasonType string

// The types of reasons.
const (
	BecauseSearch  ReasonType = "search"
	BecauseClick   ReasonType = "click"
	BecausePopular ReasonType = "popular"
)

// A Reason names the user's interaction that brought a product, or says that the product is popular.
type Reason struct {
	Type          ReasonType `json:"type" enum:"search,click,popular"`
	InteractionID string     `json:"interactionId,omitempty"`
	Query         string     `json:"query,omitempty"`     // of a search
	ProductID     catalog.ID `json:"productId,omitempty"` // of a click
	Title         string     `json:"title,omitempty"`     // of the clicked product, if the index has it
}

// reasonFor returns the reason of the products that x brings.
func reasonFor(v *View, x *interaction.Interaction) Reason {
	if x.Type == interaction.Search {
		return Reason{Type: BecauseSearch, InteractionID: x.ID, Query: x.Query}
	}
	r := Reason{Type: BecauseClick, InteractionID: x.ID, ProductID: x.ProductID}
	if row, ok := v.Cards.Row(x.ProductID); ok {
		if c, err := v.Cards.Card(row); err == nil {
			r.Title = c.Title
		}
	}
	return r
}
