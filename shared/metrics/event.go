package metrics

import (
	"fmt"
	"slices"
	"time"
	"unicode/utf8"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/invalid"
)

// A Name says what happened. The names are those of Google Analytics 4, "Measure ecommerce", where it has one.
type Name string

// Names of events.
const (
	ViewItemList      Name = "view_item_list" // products of a list were visible: an impression of each
	SelectItem        Name = "select_item"    // the shopper opened a product of a list
	DismissItem       Name = "dismiss_item"   // the shopper rejected a product of a list; Google has no name for it
	ViewItem          Name = "view_item"      // the shopper saw a product page
	AddToCart         Name = "add_to_cart"
	BeginCheckout     Name = "begin_checkout"
	Purchase          Name = "purchase"
	Search            Name = "search"              // the shopper searched
	ViewSearchResults Name = "view_search_results" // the shopper saw the answer, also an empty one
)

var names = []Name{ViewItemList, SelectItem, DismissItem, ViewItem, AddToCart, BeginCheckout, Purchase, Search, ViewSearchResults}

// A Surface is a list of products in the app. It is the item_list_id of Google Analytics.
type Surface string

// Surfaces.
const (
	CardSurface    Surface = "card"
	SearchSurface  Surface = "search"
	SimilarSurface Surface = "similar"
	PopularSurface Surface = "popular"
)

var surfaces = []Surface{CardSurface, SearchSurface, SimilarSurface, PopularSurface}

// Limits of events.
const (
	MaxEvents = 50 // in a batch
	MaxItems  = 50 // of an event; a search result has at most 36

	maxIndex    = 1_000         // position in a list
	maxQuantity = 99            // of one product in a basket
	maxAmount   = 1_000_000_000 // minor units of one product
	maxText     = 100           // bytes of an ID, a version, an arm or a category

	// MaxAge is the maximum age of an event. An app that was offline for longer drops its events.
	MaxAge = 7 * 24 * time.Hour
)

// An Event is something that a shopper saw or did. A field that does not apply to its name is empty.
type Event struct {
	ID   string `json:"eventId" minLength:"8" maxLength:"100" description:"Unique, made by the app. An event that is sent again counts once. The ID of a purchase is that of the order."`
	Name Name   `json:"name" enum:"view_item_list,select_item,dismiss_item,view_item,add_to_cart,begin_checkout,purchase,search,view_search_results"`
	// AgeMS replaces the time of the event, because clocks of phones are wrong.
	AgeMS int64 `json:"ageMs" minimum:"0" description:"Milliseconds between the event and the request."`

	Items     []Item `json:"items,omitempty" description:"The products that were seen, opened, rejected, put in the basket or bought."`
	QueryHash string `json:"queryHash,omitempty" maxLength:"100" description:"Hash of the query of a search and of what follows from it."`
	Results   int    `json:"results,omitempty" minimum:"0" description:"Number of results, of view_search_results."`
	Corrected bool   `json:"corrected,omitempty" description:"Whether the search corrected the query, of view_search_results."`
	Currency  string `json:"currency,omitempty" description:"ISO 4217 code of the items' prices."`
}

// An Item is a product of an event, and the list that showed it last.
type Item struct {
	ID       catalog.ID `json:"itemId" minLength:"1" maxLength:"128"`
	Category string     `json:"itemCategory,omitempty" maxLength:"100" description:"The top category of the product."`
	Price    int64      `json:"price,omitempty" minimum:"0" description:"Price of one, in minor units of the currency."`
	Quantity int        `json:"quantity,omitempty" minimum:"0" maximum:"99"`
	First    bool       `json:"first,omitempty" description:"Whether this is the first product opened of a result list, of select_item."`
	Repeat   bool       `json:"repeat,omitempty" description:"Whether the same list showed the shopper the product before, within a day and among the newest 300 products of the device, of view_item_list."`
	FirstIn  []string   `json:"firstIn,omitempty" maxItems:"10" description:"The experiments whose arm shows the shopper something for the first time on this device, of view_item_list. Each is in arms."`

	List
	// ShownMS is the time since the list showed the product.
	ShownMS int64 `json:"shownMs,omitempty" minimum:"0" description:"Milliseconds between the last impression of the product and the event."`
}

// NewItem returns the item of a product in an event with a currency. It leaves out a price in another one, and shortens the
// category, so that the item keeps the limits of events.
func NewItem(c *catalog.Card, price catalog.Money, currency string) Item {
	x := Item{ID: c.ID}
	if price.Currency == currency && price.Amount <= maxAmount {
		x.Price = price.Amount
	}
	if len(c.Category) > 0 {
		x.Category = c.Category[0]
		for len(x.Category) > maxText {
			_, size := utf8.DecodeLastRuneInString(x.Category)
			x.Category = x.Category[:len(x.Category)-size]
		}
	}
	return x
}

// A List is the place that showed a product.
type List struct {
	Surface  Surface           `json:"itemListId,omitempty" enum:"card,search,similar,popular" description:"The list. Missing if no list showed the product."`
	Index    int               `json:"index,omitempty" minimum:"0" maximum:"1000" description:"Position in the list, from 0."`
	Reason   string            `json:"reason,omitempty" maxLength:"100" description:"Why a card shows the product."`
	Snapshot string            `json:"snapshot,omitempty" maxLength:"100" description:"Version of the index."`
	Ranker   string            `json:"ranker,omitempty" maxLength:"100"`
	Arms     map[string]string `json:"arms,omitempty" description:"The shopper's arm in each running experiment."`
	Card     string            `json:"card,omitempty" maxLength:"100" description:"ID of a card whose order was drawn at random."`
}

// maxArms is the maximum number of experiments of a shopper.
const maxArms = 10

// Validate returns a *invalid.FieldError for a batch that cannot be counted. It names the field.
func Validate(events []Event) error {
	if n := len(events); n == 0 || n > MaxEvents {
		return &invalid.FieldError{Field: "events", Problem: fmt.Sprintf("has %d events, not 1 to %d", n, MaxEvents)}
	}
	ids := make(map[string]bool, len(events))
	for i := range events {
		e := &events[i]
		at := fmt.Sprintf("events[%d].", i)
		if ids[e.ID] {
			return &invalid.FieldError{Field: at + "eventId", Problem: "is the ID of another event"}
		}
		ids[e.ID] = true
		if field, problem := e.check(); problem != "" {
			return &invalid.FieldError{Field: at + field, Problem: problem}
		}
	}
	return nil
}

// check returns the first invalid field and its problem, or "".
func (e *Event) check() (field, problem string) {
	switch {
	case len(e.ID) < 8 || len(e.ID) > maxText:
		return "eventId", fmt.Sprintf("has %d bytes, not 8 to %d", len(e.ID), maxText)
	case !slices.Contains(names, e.Name):
		return "name", "is not the name of an event"
	case e.AgeMS < 0 || e.AgeMS > MaxAge.Milliseconds():
		return "ageMs", fmt.Sprintf("is not between 0 and %d", MaxAge.Milliseconds())
	case len(e.QueryHash) > maxText:
		return "queryHash", fmt.Sprintf("has more than %d bytes", maxText)
	case e.Results < 0 || e.Results > maxIndex:
		return "results", fmt.Sprintf("is not between 0 and %d", maxIndex)
	case len(e.Items) > MaxItems:
		return "items", fmt.Sprintf("has %d items, more than %d", len(e.Items), MaxItems)
	case len(e.Items) == 0 && e.Name != Search && e.Name != ViewSearchResults:
		return "items", "is empty"
	case e.QueryHash == "" && (e.Name == Search || e.Name == ViewSearchResults):
		return "queryHash", "is missing"
	}
	for i := range e.Items {
		if field, problem := e.Items[i].check(e.Currency); problem != "" {
			return fmt.Sprintf("items[%d].%s", i, field), problem
		}
	}
	return "", ""
}

// check returns the first invalid field and its problem, or "".
func (x *Item) check(currency string) (field, problem string) {
	if err := x.ID.Validate(); err != nil {
		return "itemId", "is not the ID of a product"
	}
	switch {
	case len(x.Category) > maxText:
		return "itemCategory", fmt.Sprintf("has more than %d bytes", maxText)
	case x.Quantity < 0 || x.Quantity > maxQuantity:
		return "quantity", fmt.Sprintf("is not between 0 and %d", maxQuantity)
	case x.Price < 0 || x.Price > maxAmount:
		return "price", fmt.Sprintf("is not between 0 and %d", maxAmount)
	case x.Price > 0 && (catalog.Money{Amount: x.Price, Currency: currency}).Validate() != nil:
		return "price", "has no valid currency"
	case x.ShownMS < 0:
		return "shownMs", "is less than 0"
	}
	if field, problem := x.List.check(); problem != "" {
		return field, problem
	}
	return x.checkFirstIn()
}

// checkFirstIn returns an error unless each experiment is one of the arms, and comes once.
func (x *Item) checkFirstIn() (field, problem string) {
	for i, experiment := range x.FirstIn {
		if _, ok := x.Arms[experiment]; !ok || slices.Contains(x.FirstIn[:i], experiment) {
			return "firstIn", "has an experiment that is not in arms, or has it twice"
		}
	}
	return "", ""
}

// Validate returns a *invalid.FieldError for a list that cannot be counted. at is the name of the list's field.
func (l *List) Validate(at string) error {
	if l.Surface == "" {
		return &invalid.FieldError{Field: at + ".itemListId", Problem: "is missing"}
	}
	if field, problem := l.check(); problem != "" {
		return &invalid.FieldError{Field: at + "." + field, Problem: problem}
	}
	return nil
}

func (l *List) check() (field, problem string) {
	tooLong := func(s string) bool { return len(s) > maxText }
	switch {
	case l.Surface != "" && !slices.Contains(surfaces, l.Surface):
		return "itemListId", "is not a list of the app"
	case l.Index < 0 || l.Index > maxIndex:
		return "index", fmt.Sprintf("is not between 0 and %d", maxIndex)
	case tooLong(l.Reason):
		return "reason", fmt.Sprintf("has more than %d bytes", maxText)
	case tooLong(l.Snapshot):
		return "snapshot", fmt.Sprintf("has more than %d bytes", maxText)
	case tooLong(l.Card):
		return "card", fmt.Sprintf("has more than %d bytes", maxText)
	case tooLong(l.Ranker):
		return "ranker", fmt.Sprintf("has more than %d bytes", maxText)
	case len(l.Arms) > maxArms:
		return "arms", fmt.Sprintf("has more than %d experiments", maxArms)
	}
	for experiment, arm := range l.Arms {
		if experiment == "" || arm == "" || tooLong(experiment) || tooLong(arm) {
			return "arms", fmt.Sprintf("has an experiment or an arm of 0 or more than %d bytes", maxText)
		}
	}
	return "", ""
}
