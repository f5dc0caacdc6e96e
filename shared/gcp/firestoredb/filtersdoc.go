package firestoredb

import (
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/query"
)

// filtersDoc is the map field that holds the filters of a search.
type filtersDoc struct {
	MinPrice   moneyDoc `firestore:"minPrice,omitzero"`
	MaxPrice   moneyDoc `firestore:"maxPrice,omitzero"`
	Exclusions []string `firestore:"without,omitempty"`
	Recipient  string   `firestore:"recipient,omitempty"`
	Age        int      `firestore:"age,omitempty"`
	Colors     []string `firestore:"colors,omitempty"`
	MinRating  float64  `firestore:"minRating,omitempty"`
	Order      string   `firestore:"order,omitempty"`
}

func encodeFilters(f *query.Filters) *filtersDoc {
	return &filtersDoc{
		MinPrice: moneyDoc(f.MinPrice), MaxPrice: moneyDoc(f.MaxPrice),
		Exclusions: f.Exclusions, Recipient: f.Recipient, Age: f.Age, Colors: f.Colors, MinRating: f.MinRating, Order: string(f.Order),
	}
}

// decodeFilters returns the filters. If they are missing or invalid, it returns nil, which means that the query was not
// parsed.
func decodeFilters(d *filtersDoc) *query.Filters {
	if d == nil {
		return nil
	}
	f := &query.Filters{
		MinPrice: catalog.Money(d.MinPrice), MaxPrice: catalog.Money(d.MaxPrice),
		Exclusions: d.Exclusions, Recipient: d.Recipient, Age: d.Age, Colors: d.Colors, MinRating: d.MinRating, Order: query.Order(d.Order),
	}
	if f.Validate() != nil {
		return nil
	}
	return f
}
