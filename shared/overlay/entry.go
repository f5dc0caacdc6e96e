package overlay

import (
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/change"
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
	offer *offer   // set if the overlay is full
}

// A product is a changed product with everything that a search needs.
type product struct {
	card       catalog.Card
	flags      snapshot.Flags
	numbers    []string
	color      string // see lexical.Document
	attributes uint64
	title      suggest.Title
	vector     []float32
	model      string
	code       vector.Code // zero until needed; guarded by Overlay.mu
	made       madeTerms   // guarded by Overlay.mu
	new        newWords    // guarded by Overlay.mu
}

// codeFrom returns the code of the product's vector. Most changed products never need one.
func (p *product) codeFrom(c *vector.Coder) vector.Code {
	if p.code.IsZero() {
		p.code = c.Code(p.vector)
	}
	return p.code
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
	words := recommend.Words(c.Product)
	e.full = &product{
		card: c.Product.Card(), flags: recommend.FlagsOf(c.Product), numbers: c.Product.Numbers(),
		color: words.Color, attributes: words.Attributes,
		title: suggest.NewTitle(c.Product.Title), vector: c.Vector, model: c.Model,
	}
	return e
}

// offer returns the offer of the product.
func (p *product) offer() *offer {
	c := &p.card
	return &offer{c.Price, c.ListPrice, c.SalePrice, c.SaleStart, c.SaleEnd, c.Availability, c.AvailabilityDate, p.flags}
}

// reduce keeps only the offer of the product.
func (e *entry) reduce() { e.offer, e.full = e.full.offer(), nil }

// offerFlags are the flags that an offer sets.
const offerFlags = snapshot.Unavailable | snapshot.HasSale

// apply returns the card with the offer.
func (o *offer) apply(c catalog.Card) catalog.Card {
	c.Price, c.ListPrice, c.SalePrice, c.SaleStart, c.SaleEnd = o.price, o.listPrice, o.salePrice, o.saleStart, o.saleEnd
	c.Availability, c.AvailabilityDate = o.availability, o.availabilityDate
	return c
}

// Approximate memory of an entry, in bytes; BenchmarkMemory compares it with the memory of the process. A vector is stored
// as floats, and twice in one bit an element. The texts of a product are stored four times: in its card, as words, in the
// table of words and as the key of its title.
const (
	entryBytes   = 300
	productBytes = 1_700
	copiesOfText = 4
)

// bytes returns the approximate memory of an entry.
func (e *entry) bytes() int {
	if e.full == nil {
		return entryBytes
	}
	c := &e.full.card
	text := len(c.Title) + len(c.Brand) + len(e.full.color)
	for _, step := range c.Category {
		text += len(step)
	}
	return entryBytes + productBytes + 17*len(e.full.vector)/4 + copiesOfText*text + len(c.ImageURL) + len(c.URL)
}
