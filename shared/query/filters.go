package query

import (
	"fmt"
	"slices"

	"shopfyp.dev/shared/catalog"
)

// Filters holds the requirements of a query. The zero value has no requirements.
type Filters struct {
	MinPrice   catalog.Money `json:"minPrice,omitzero" description:"The minimum price of a product."`
	MaxPrice   catalog.Money `json:"maxPrice,omitzero" description:"The maximum price of a product."`
	Exclusions []string      `json:"without,omitempty" description:"Things that a product should not have."`
	Recipient  string        `json:"recipient,omitempty" description:"The recipient, such as son, women or toddler."`
	Age        int           `json:"age,omitempty" description:"The recipient's age in years."`
	Colors     []string      `json:"colors,omitempty" description:"Colors. A product should have one of them."`
	MinRating  float64       `json:"minRating,omitempty" description:"The minimum mean rating of a product, in stars from 1 to 5."`
	Order      Order         `json:"order,omitempty" enum:"cheapest,priciest,newest,bestRated" description:"The order of the most relevant products. Missing if they are sorted by relevance."`
}

// A Kind is a kind of filter. A shopper can remove each kind separately.
type Kind string

// Enum returns all kinds, for openapi.yaml.
func (Kind) Enum() (all []any) {
	for _, k := range Kinds {
		all = append(all, k)
	}
	return all
}

// The kinds of filters.
const (
	Price     Kind = "price"
	Exclusion Kind = "without"
	Recipient Kind = "recipient"
	Color     Kind = "color"
	Rating    Kind = "rating"
	Sorting   Kind = "order"
)

// Kinds holds all kinds.
var Kinds = []Kind{Price, Exclusion, Recipient, Color, Rating, Sorting}

// Drop returns a copy of f without the filters of the given kinds.
func (f Filters) Drop(kinds ...Kind) Filters {
	f.Exclusions, f.Colors = slices.Clone(f.Exclusions), slices.Clone(f.Colors)
	if slices.Contains(kinds, Price) {
		f.MinPrice, f.MaxPrice = catalog.Money{}, catalog.Money{}
	}
	if slices.Contains(kinds, Exclusion) {
		f.Exclusions = nil
	}
	if slices.Contains(kinds, Recipient) {
		f.Recipient, f.Age = "", 0
	}
	if slices.Contains(kinds, Color) {
		f.Colors = nil
	}
	if slices.Contains(kinds, Rating) {
		f.MinRating = 0
	}
	if slices.Contains(kinds, Sorting) {
		f.Order = ""
	}
	return f
}

// Validate returns an error if a price is invalid, the two prices differ in currency, or the rating is none. Filters from Parse are valid.
func (f *Filters) Validate() error {
	for name, price := range map[string]catalog.Money{"minimum price": f.MinPrice, "maximum price": f.MaxPrice} {
		if err := price.Validate(); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	if !(f.MinRating >= 0 && f.MinRating <= maxStars) {
		return fmt.Errorf("minimum rating %v is outside 0 to %d", f.MinRating, maxStars)
	}
	if !f.MinPrice.IsZero() && !f.MaxPrice.IsZero() && f.MinPrice.Currency != f.MaxPrice.Currency {
		return fmt.Errorf("minimum price in %s, maximum price in %s", f.MinPrice.Currency, f.MaxPrice.Currency)
	}
	return nil
}

// HasPrice reports whether f bounds the price.
func (f *Filters) HasPrice() bool { return !f.MinPrice.IsZero() || !f.MaxPrice.IsZero() }

// A Fit says whether a price is within the bounds.
type Fit int

// The results of PriceFit.
const (
	Fits    Fit = iota // within the bounds, or the filters have no bounds
	Unknown            // the product has no price, or its price is in another currency
	Misses             // outside the bounds
)

// PriceFit compares a price with the bounds of f.
func (f *Filters) PriceFit(price catalog.Money) Fit {
	switch {
	case !f.HasPrice():
		return Fits
	case price.IsZero(), price.Currency != f.currency():
		return Unknown
	case !f.MinPrice.IsZero() && price.Amount < f.MinPrice.Amount, !f.MaxPrice.IsZero() && price.Amount > f.MaxPrice.Amount:
		return Misses
	}
	return Fits
}

func (f *Filters) currency() string {
	if f.MaxPrice.IsZero() {
		return f.MinPrice.Currency
	}
	return f.MaxPrice.Currency
}
