package recommend

import (
	"context"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/lexical"
	"shopfyp.dev/shared/related"
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
	Related Related
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

// Related tells what shoppers take together; related.File does. Its methods are safe for concurrent use.
type Related interface {
	// Partners returns the rows that a row is taken with, the strongest first.
	Products(row int64) ([]related.Product, error)
	// Blend returns what being taken together weighs beside meaning; 0: nothing.
	Weight() float64
}

// Views lends the newest View for as long as use runs.
type Views interface {
	Use(ctx context.Context, use func(*View) error) error
}
