package rule

import (
	"time"

	"shopfyp.dev/shared/catalog"
)

// A Kind is what a rule does.
type Kind string

// The kinds of rules.
const (
	Pin   Kind = "pin"   // puts a product at a place in the results of a query or a category
	Lift  Kind = "lift"  // ranks products higher
	Lower Kind = "lower" // ranks products lower
	Block Kind = "block" // takes a product out of everything that the shop proposes
)

// Kinds holds all kinds.
var Kinds = []Kind{Pin, Lift, Lower, Block}

// A Rule influences rankings. Its kind decides which of the other fields it uses; those that it does not use are empty.
type Rule struct {
	ID      string    `json:"id" description:"The ID of the rule."`
	Kind    Kind      `json:"kind" enum:"pin,lift,lower,block" description:"What the rule does: pin a product to a place in search results, lift or lower products, or block a product."`
	Name    string    `json:"name" maxLength:"200" description:"Why the rule exists, for the people who run the shop."`
	Enabled bool      `json:"enabled" description:"Whether the rule applies between start and end."`
	Start   time.Time `json:"start,omitzero" description:"The first moment of the rule. Missing: it has started."`
	End     time.Time `json:"end,omitzero" description:"The first moment after the rule. Missing: it does not end."`

	ProductID   catalog.ID `json:"productId,omitempty" description:"Pin and block: the product."`
	VariantOnly bool       `json:"variantOnly,omitempty" description:"Block: whether the other variants of the product are still shown."`
	Query       string     `json:"query,omitempty" maxLength:"200" description:"Pin: the query. Case, accents and punctuation do not matter."`
	Position    int        `json:"position,omitempty" minimum:"1" maximum:"20" description:"Pin: the place of the product, from 1."`

	Category  []string  `json:"category,omitempty" description:"Pin, lift and lower: a category or a part of a category path, broadest first."`
	Brand     string    `json:"brand,omitempty" maxLength:"200" description:"Lift and lower: the brand of the products."`
	Attribute Attribute `json:"attribute,omitzero" description:"Lift and lower: an attribute of the products."`
	Strength  int       `json:"strength,omitempty" minimum:"1" maximum:"100" description:"Lift and lower: the share of the largest change of rank, in percent."`

	UpdatedAt time.Time `json:"updatedAt,omitzero" description:"When the rule was last changed."`
	UpdatedBy string    `json:"updatedBy,omitempty" description:"Who last changed the rule."`
}

// An Attribute is a property of products and its value.
type Attribute struct {
	Name  string `json:"name" enum:"color,audience,size,material,pattern" description:"Size, material and pattern are known of variants only."`
	Value string `json:"value" maxLength:"200" description:"The value. An audience is women, men, girls, boys, kids or babies."`
}

// Names of attributes. Products without variants have a color and an audience only, because their cards contain no others.
const (
	Color    = "color"
	Audience = "audience"
	Size     = "size"
	Material = "material"
	Pattern  = "pattern"
)

// IsActive reports whether the rule applies at a moment.
func (r *Rule) IsActive(now time.Time) bool {
	return r.Enabled && !now.Before(r.Start) && (r.End.IsZero() || now.Before(r.End))
}

// isBoost reports whether the rule changes scores.
func (r *Rule) isBoost() bool { return r.Kind == Lift || r.Kind == Lower }

// Boost returns the change of rank by a rule that lifts or lowers products, from -1 to 1, where 1 is the largest change.
func (r *Rule) Boost() float64 {
	change := float64(r.Strength) / MaxStrength
	if r.Kind == Lower {
		return -change
	}
	return change
}
