package recommend

import (
	"context"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/lexical"
	"shopfyp.dev/shared/related"
	"shopfyp.dev/shared/vector"
)

// A View is one version of the searchable catalog: an index and data about its rows.
type View struct {
	Version  string // version of the snapshot
	Model    string // embedding model of the index's vectors, see embed.Embedder
	Index    vector.Index
	Cards    Cards
	Lexicon  *lexical.Index // nil in snapshots without one: search then uses vectors only
	Currency string         // most frequent currency of the prices, ISO 4217; "" if unknown
	Related  Related        // nil in snapshots without related products
}

// Cards holds the cards of an index's rows. Its methods are safe for concurrent use.
type Cards interface {
	// Card returns the card of a row, from 0 to the index's Len-1.
	Card(row int64) (catalog.Card, error)
	// Row returns the product's row. ok reports whether the view has the product.
	Row(id catalog.ID) (row int64, ok bool)
	// ID returns the product ID of a row without decoding its card.
	ID(row int64) (catalog.ID, error)
	// Popular returns the most popular rows, best first.
	Popular() []int64
}

// Related holds co-occurrence data, as related.File does. Its methods are safe for concurrent use.
type Related interface {
	// Products returns the rows related to a row, strongest first.
	Products(row int64) ([]related.Product, error)
	// Weight returns the co-occurrence weight relative to cosine; 0 turns it off.
	Weight() float64
}

// Views gives access to the current View.
type Views interface {
	// Use calls use with the current View and returns the error of use. The View stays open until use returns.
	Use(ctx context.Context, use func(*View) error) error
}
