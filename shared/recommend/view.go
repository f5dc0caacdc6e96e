package recommend

import (
	"context"
	"fmt"
	"iter"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/related"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/spelling"
	"shopfyp.dev/shared/suggest"
	"shopfyp.dev/shared/vector"
)

// A View is one version of the searchable catalog: an index and data about its rows.
type View struct {
	Version  string // version of the snapshot
	Model    string // embedding model of the index's vectors, see embed.Embedder
	Index    vector.Index
	Cards    Cards
	Lexicon  Lexicon   // nil in snapshots without one: search then uses vectors only
	Currency string    // most frequent currency of the prices, ISO 4217; "" if unknown
	Related  Related   // nil in snapshots without related products
	Changes  time.Time // time of the newest change that the view contains beyond the snapshot; zero if there is none

	Speller *spelling.Dictionary // nil in snapshots without one: queries are then not corrected
	Suggest *suggest.File        // nil in snapshots without one: then only changed products are suggested

	// ChangedTitles yields the rows of changed products with a title in which a word begins with the typed text, in row
	// order. It is nil in a view without changes.
	ChangedTitles func(suggest.Typed) iter.Seq[int64]

	engineReads

	now time.Time // the moment for which prices are given; set by Service

	rules        *appliedRules // nil if no rule applies at that moment; set by Service
	rulesVersion int64         // version of the shop's rules; 0 if there never were any
}

// at returns the view with the prices of a moment.
func (v *View) at(now time.Time) *View {
	moment := *v
	moment.now = now
	return &moment
}

// isRecommendable reports whether cards, popular products and similar products may show a row. They never show a
// product that cannot be bought, that is for adults only or that a rule blocks.
func (v *View) isRecommendable(row int64) bool {
	return v.Cards.Flags(row)&(snapshot.Unavailable|snapshot.Adult) == 0 && !v.isBlocked(row)
}

// cardOf returns the card of a row with its current price.
func (v *View) cardOf(row int64) (catalog.Card, error) {
	card, err := v.Cards.Card(row)
	if err != nil {
		return catalog.Card{}, fmt.Errorf("index %s: %w", v.Version, err)
	}
	return card.At(v.now), nil
}

// cardsOf returns the cards of rows, in order.
func (v *View) cardsOf(rows []int64) (cards []catalog.Card, err error) {
	cards = make([]catalog.Card, len(rows))
	for i, row := range rows {
		if cards[i], err = v.cardOf(row); err != nil {
			return nil, err
		}
	}
	return cards, nil
}

// price returns the current price of a row, or the zero price if it is unknown. Only rows with a sale need their card.
func (v *View) price(row int64) catalog.Money {
	if v.Lexicon != nil && v.Cards.Flags(row)&snapshot.HasSale == 0 {
		return v.Lexicon.Price(row)
	}
	card, err := v.cardOf(row)
	if err != nil {
		return catalog.Money{}
	}
	return card.Price
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
	// Group returns the same row for all variants of one product: the first of them.
	Group(row int64) int64
	// Variants returns the rows of all variants of the row's product, in row order.
	Variants(row int64) []int64
	// Flags returns the flags of a row.
	Flags(row int64) snapshot.Flags
	// ByNumber returns at most limit rows of products with a number. key is a catalog.NumberKey.
	ByNumber(key string, limit int) []int64
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
