package interaction

import "shopfyp.dev/shared/catalog"

// An Interest is a product that a shopper chose. Its text form is the product's ID, after a slash if the shopper bought the
// product: no ID contains a slash.
type Interest struct {
	ProductID catalog.ID
	Bought    bool // otherwise the shopper opened it
}

// MarshalText implements encoding.TextMarshaler.
func (i Interest) MarshalText() ([]byte, error) {
	if i.Bought {
		return []byte("/" + i.ProductID), nil
	}
	return []byte(i.ProductID), nil
}

// UnmarshalText implements encoding.TextUnmarshaler.
func (i *Interest) UnmarshalText(text []byte) error {
	*i = Interest{}
	if i.Bought = len(text) > 0 && text[0] == '/'; i.Bought {
		text = text[1:]
	}
	i.ProductID = catalog.ID(text)
	return nil
}
