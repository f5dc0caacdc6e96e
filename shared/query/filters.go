// Package query understands what shoppers say about what they want, beside its
// name: what it may cost, what it must not have, whom it is for, which colour.
// Its rules are few, in rules.go, and rather miss a wish than invent one. What is
// done about a wish is the caller's: a stated price is a fact, the rest are hints.
package query

import (
	"fmt"
	"slices"
	"strings"

	"shopfyp.dev/shared/catalog"
)

// A Filters is what a shopper said. Its zero value is that they said nothing of the kind.
type Filters struct {
	MinPrice   catalog.Money `json:"minPrice,omitzero" description:"The least that a product may cost."`
	MaxPrice   catalog.Money `json:"maxPrice,omitzero" description:"The most that a product may cost."`
	Exclusions []string      `json:"without,omitempty" description:"What a product should not have."`
	Recipient  string        `json:"recipient,omitempty" description:"Whom it is for, in the shopper's word: son, women, toddler."`
	Age        int           `json:"age,omitempty" description:"The recipient's, in years."`
	Colors     []string      `json:"colors,omitempty" description:"Colours, any of which a product should have."`
}

// A Kind is a part of a Filters that can be dropped by itself.
type Kind string

// Enum implements what openapi.yaml is made by: the values there are.
func (Kind) Enum() (all []any) {
	for _, k := range Kinds {
		all = append(all, k)
	}
	return all
}

// The kinds.
const (
	Price     Kind = "price"
	Exclusion Kind = "without"
	Recipient Kind = "recipient"
	Color     Kind = "color"
)

// Kinds are all kinds.
var Kinds = []Kind{Price, Exclusion, Recipient, Color}

// Parse returns what a text says, and the text without the words of prices and of what is not wanted: those
// must not be looked for. An amount without a currency, and a sign that several currencies share, is in the
// shop's currency, by its ISO 4217 code; "" is a shop that is not known to have one.
func Parse(text, currency string) (w Filters, rest string) {
	p := newParser(text)
	w.MinPrice, w.MaxPrice = p.prices(currency)
	w.Exclusions = p.without()
	rest = p.text
	w.Recipient, w.Age = p.recipient()
	w.Colors = p.colors()
	return w, rest
}

// EmbeddingText returns what of a text is to be embedded: all but its prices, which say nothing about what a product is. A
// text without prices is its own meaning. What is not wanted stays: without it, a text means something else.
func EmbeddingText(text string) string {
	p := newParser(text)
	if least, most := p.prices(""); least.IsZero() && most.IsZero() {
		return text
	}
	rest := strings.Join(strings.Fields(danglingRule.ReplaceAllString(p.text, "")), " ")
	if rest == "" {
		return text
	}
	return rest
}

// Drop returns a copy of w without the kinds.
func (w Filters) Drop(kinds ...Kind) Filters {
	w.Exclusions, w.Colors = slices.Clone(w.Exclusions), slices.Clone(w.Colors)
	if slices.Contains(kinds, Price) {
		w.MinPrice, w.MaxPrice = catalog.Money{}, catalog.Money{}
	}
	if slices.Contains(kinds, Exclusion) {
		w.Exclusions = nil
	}
	if slices.Contains(kinds, Recipient) {
		w.Recipient, w.Age = "", 0
	}
	if slices.Contains(kinds, Color) {
		w.Colors = nil
	}
	return w
}

// Validate says what is wrong with w, or nil. A Filters that Parse made has nothing wrong.
func (w *Filters) Validate() error {
	for name, price := range map[string]catalog.Money{"least price": w.MinPrice, "most price": w.MaxPrice} {
		if err := price.Validate(); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	if !w.MinPrice.IsZero() && !w.MaxPrice.IsZero() && w.MinPrice.Currency != w.MaxPrice.Currency {
		return fmt.Errorf("least price in %s, most in %s", w.MinPrice.Currency, w.MaxPrice.Currency)
	}
	return nil
}

// HasPrice reports whether the wish says what a product may cost.
func (w *Filters) HasPrice() bool { return !w.MinPrice.IsZero() || !w.MaxPrice.IsZero() }

// A Fit says how a price stands to what was said of it.
type Fit int

// How a price may stand.
const (
	Fits    Fit = iota // or nothing was said
	Unknown            // no price is known, or it is in a currency that cannot be compared
	Misses
)

// PriceFit says how a price stands to the wish.
func (w *Filters) PriceFit(price catalog.Money) Fit {
	switch {
	case !w.HasPrice():
		return Fits
	case price.IsZero(), price.Currency != w.currency():
		return Unknown
	case !w.MinPrice.IsZero() && price.Amount < w.MinPrice.Amount, !w.MaxPrice.IsZero() && price.Amount > w.MaxPrice.Amount:
		return Misses
	}
	return Fits
}

func (w *Filters) currency() string {
	if w.MaxPrice.IsZero() {
		return w.MinPrice.Currency
	}
	return w.MaxPrice.Currency
}
