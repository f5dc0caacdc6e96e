package firestoredb

import (
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/wish"
)

// wishDoc is what a search said, within its document.
type wishDoc struct {
	MinPrice  moneyDoc `firestore:"minPrice,omitzero"`
	MaxPrice  moneyDoc `firestore:"maxPrice,omitzero"`
	Without   []string `firestore:"without,omitempty"`
	Recipient string   `firestore:"recipient,omitempty"`
	Age       int      `firestore:"age,omitempty"`
	Colors    []string `firestore:"colors,omitempty"`
}

func encodeWish(w *wish.Wish) *wishDoc {
	return &wishDoc{
		MinPrice: moneyDoc(w.MinPrice), MaxPrice: moneyDoc(w.MaxPrice),
		Without: w.Without, Recipient: w.Recipient, Age: w.Age, Colors: w.Colors,
	}
}

// decodeWish returns the wish, or nil, as if nobody had looked for one, where there is none or it cannot be one.
func decodeWish(d *wishDoc) *wish.Wish {
	if d == nil {
		return nil
	}
	w := &wish.Wish{
		MinPrice: catalog.Money(d.MinPrice), MaxPrice: catalog.Money(d.MaxPrice),
		Without: d.Without, Recipient: d.Recipient, Age: d.Age, Colors: d.Colors,
	}
	if w.Validate() != nil {
		return nil
	}
	return w
}
