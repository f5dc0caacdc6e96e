package firestoredb

import (
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/query"
)

// filtersDoc is what a search said, within its document.
type filtersDoc struct {
	MinPrice   moneyDoc `firestore:"minPrice,omitzero"`
	MaxPrice   moneyDoc `firestore:"maxPrice,omitzero"`
	Exclusions []string `firestore:"without,omitempty"`
	Recipient  string   `firestore:"recipient,omitempty"`
	Age        int      `firestore:"age,omitempty"`
	Colors     []string `firestore:"colors,omitempty"`
}

func encodeFilters(w *query.Filters) *filtersDoc {
	return &filtersDoc{
		MinPrice: moneyDoc(w.MinPrice), MaxPrice: moneyDoc(w.MaxPrice),
		Exclusions: w.Exclusions, Recipient: w.Recipient, Age: w.Age, Colors: w.Colors,
	}
}

// decodeFilters returns the wish, or nil, as if nobody had looked for one, where there is none or it cannot be one.
func decodeFilters(d *filtersDoc) *query.Filters {
	if d == nil {
		return nil
	}
	w := &query.Filters{
		MinPrice: catalog.Money(d.MinPrice), MaxPrice: catalog.Money(d.MaxPrice),
		Exclusions: d.Exclusions, Recipient: d.Recipient, Age: d.Age, Colors: d.Colors,
	}
	if w.Validate() != nil {
		return nil
	}
	return w
}
