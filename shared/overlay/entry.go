package overlay

import (
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/change"
	"shopfyp.dev/shared/lexical"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/suggest"
	"shopfyp.dev/shared/vector"
)

// An entry is the newest known state of a product.
type entry struct {
	id    catalog.ID
	at    time.Time
	full  *product // nil if the product was removed, or if the overlay is full
	offer *offer   // nil if the product was removed
}

// A product is a changed product with everything that a search needs.
type product struct {
	card    catalog.Card
	flags   snapshot.Flags
	numbers []string
	words   lexical.Document
	title   suggest.Title
	vector  []float32
	code    vector.Code
	model   string
	made    madeTerms // guarded by Overlay.mu
}

// An offer is the part of a product that must always be current: its price and whether it can be bought.
type offer struct {
	price, listPrice, salePrice catalog.Money
	saleStart, saleEnd          time.Time
	availability                catalog.Availability
	availabilityDate            time.Time
	flags                       snapshot.Flags
}

// newEntry returns the entry of a change.
func newEntry(c *change.Change) *entry {
	e := &entry{id: c.ID, at: c.At}
	if c.Removed() {
		return e
	}
	card := c.Product.Card()
	e.full = &product{
		card: card, flags: recommend.FlagsOf(c.Product), numbers: c.Product.Numbers(), words: recommend.Words(c.Product),
		title:  suggest.NewTitle(card.Title),
		vector: c.Vector, code: vector.NewCode(c.Vector), model: c.Model,
	}
	e.offer = &offer{
		card.Price, card.ListPrice, card.SalePrice, card.SaleStart, card.SaleEnd, card.Availability, card.AvailabilityDate, e.full.flags,
	}
	return e
}

// offerFlags are the flags that an offer sets.
const offerFlags = snapshot.Unavailable | snapshot.HasSale

// apply returns the card with the offer.
func (o *offer) apply(c catalog.Card) catalog.Card {
	c.Price, c.ListPrice, c.SalePrice, c.SaleStart, c.SaleEnd = o.price, o.listPrice, o.salePrice, o.saleStart, o.saleEnd
	c.Availability, c.AvailabilityDate = o.availability, o.availabilityDate
	return c
}

// Approximate memory of an entry, in bytes. A vector is stored as floats and as bytes. The texts of a product are stored four times: in its card,
// as words, in the table of words and as the key of its title.
const (
	entryBytes   = 300
	productBytes = 900
	copiesOfText = 4
)

// bytes returns the approximate memory of an entry.
func (e *entry) bytes() int {
	if e.full == nil {
		return entryBytes
	}
	c := &e.full.card
	text := len(c.Title) + len(c.Brand) + len(e.full.words.Color)
	for _, step := range c.Category {
		text += len(step)
	}
	return entryBytes + productBytes + 5*len(e.full.vector) + copiesOfText*text + len(c.ImageURL) + len(c.URL)
}
