package recommend

import (
	"context"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/lexical"
	"shopfyp.dev/shared/together"
	"shopfyp.dev/shared/vector"
)

// A View is one version of the shop as it is searched: an index, and the cards of its rows.
type View struct {
	Version string // of the snapshot
	Model   string // of the index's vectors: embed.Embedder.Model
	Index   vector.Index
	Cards   Cards
	// What of search is not by meaning; nil in a build without: then search goes by meaning alone.
	Lexicon  *lexical.Index
	Currency string // ISO 4217: of most prices; "" where it is not known
	// What shoppers take together; nil in a build without: then the card goes by meaning alone.
	Together Together
}

// Cards gives the cards of an index's rows. Its methods are safe for concurrent use.
type Cards interface {
	// Card returns the card of a row from 0 to the index's Len-1.
	Card(row int64) (catalog.Card, error)
	// Row returns the product's row, and whether the view has the product.
	Row(id catalog.ID) (row int64, ok bool)
	// ID returns the product of a row without decoding its card.
	ID(row int64) (catalog.ID, error)
	// Popular returns rows for a shopper of whom nothing is known, best first.
	Popular() []int64
}

// Together tells what shoppers take together; together.File does. Its methods are safe for concurrent use.
type Together interface {
	// Partners returns the rows that a row is taken with, the strongest first.
	Partners(row int64) ([]together.Partner, error)
	// Blend returns what being taken together weighs beside meaning; 0: nothing.
	Blend() float64
}

// Views lends the newest View for as long as use runs.
type Views interface {
	Use(ctx context.Context, use func(*View) error) error
}
