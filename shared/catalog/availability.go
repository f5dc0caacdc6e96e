package catalog

import "fmt"

// Availability says whether a product can be bought. The values are those of Google's product data specification,
// and "discontinued". The empty value means in stock.
type Availability string

// The availabilities.
const (
	InStock      Availability = "in_stock"
	OutOfStock   Availability = "out_of_stock"
	Preorder     Availability = "preorder"  // ships on its availability date
	Backorder    Availability = "backorder" // sold out; ships on its availability date
	Discontinued Availability = "discontinued"
)

// CanBeBought reports whether a shopper can order the product.
func (a Availability) CanBeBought() bool { return a != OutOfStock && a != Discontinued }

func (a Availability) validate() error {
	switch a {
	case "", InStock, OutOfStock, Preorder, Backorder, Discontinued:
		return nil
	}
	return fmt.Errorf("availability %.40q is not in_stock, out_of_stock, preorder, backorder or discontinued", string(a))
}

// State says whether the shop offers a product. A product that is not offered is stored, but appears nowhere.
// The empty value means offered.
type State string

// The states of products that are not offered.
const (
	Draft  State = "draft"  // not published yet
	Hidden State = "hidden" // taken out of the shop
)

// IsOffered reports whether the shop shows the product.
func (s State) IsOffered() bool { return s == "" }

func (s State) validate() error {
	switch s {
	case "", Draft, Hidden:
		return nil
	}
	return fmt.Errorf("state %.40q is not draft or hidden", string(s))
}
