// Package interaction logs what shoppers do: searches, clicks on products, dismissals and purchases of products.
// It stores the log, adds vectors to it, returns it to its users and decides which interactions influence
// a card. It does not rank products; package recommend does.
package interaction

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/invalid"
	"shopfyp.dev/shared/query"
)

// ErrNotFound reports that the user has no interaction with the ID.
var ErrNotFound = errors.New("interaction not found")

// A Type is the kind of an interaction.
type Type string

// The types of interaction.
const (
	Search  Type = "search"  // the shopper searched for a query
	Click   Type = "click"   // the shopper opened a product
	Dismiss Type = "dismiss" // the shopper chose "Not interested"

	Purchase Type = "purchase" // the shopper bought a product
)

// Types lists the types of interaction.
var Types = []Type{Search, Click, Dismiss, Purchase}

// ValidateTypes returns a *invalid.FieldError for the first unknown type.
func ValidateTypes(types ...Type) error {
	for _, t := range types {
		if !slices.Contains(Types, t) {
			return &invalid.FieldError{Field: "type", Problem: fmt.Sprintf("%q is not one of search, click, dismiss, purchase", t)}
		}
	}
	return nil
}

// MaxQueryChars is the length limit of a query in Unicode code points.
const MaxQueryChars = 2_000

// An Interaction is one entry of a user's log.
type Interaction struct {
	ID        string // set by the log
	Type      Type
	Query     string         // the query of a Search, as typed
	Corrected string         // the query that a Search was made for instead of Query; "" without a correction
	Nonsense  bool           // a Search that found nothing, because its query means nothing to the shop; it influences no card
	Filters   *query.Filters // the filters of a Search that the shopper kept; nil if the query was not parsed
	ProductID catalog.ID     // the product of a Click, Dismiss or Purchase
	OrderID   string         // the shop's order that a Purchase belongs to
	Quantity  int            // the number of items of a Purchase
	Price     catalog.Money  // the price of one item of a Purchase; zero if unknown
	CreatedAt time.Time      // set by the log; for a Purchase, the time of the order, if the caller knows it
	Vector    []float32      // empty until embedded
	Model     string         // the embedder model of Vector
}

// Meant returns the query that the shopper meant: the corrected one, or the typed one without a correction.
func (x *Interaction) Meant() string { return cmp.Or(x.Corrected, x.Query) }

// Validate returns a *invalid.FieldError for the first invalid field.
func (x *Interaction) Validate() error {
	if x.Type != Purchase && (x.OrderID != "" || x.Quantity != 0 || !x.Price.IsZero()) {
		return &invalid.FieldError{Field: "orderId", Problem: "must be empty unless the type is purchase"}
	}
	switch x.Type {
	case Search:
		if x.ProductID != "" {
			return &invalid.FieldError{Field: "productId", Problem: "must be empty for a search"}
		}
		if x.Corrected != "" {
			if err := ValidateQuery(x.Corrected); err != nil {
				return &invalid.FieldError{Field: "corrected", Problem: err.Error()}
			}
		}
		return ValidateQuery(x.Query)
	case Purchase:
		if err := ValidateOrder(x.OrderID, x.Quantity, x.Price); err != nil {
			return err
		}
		return x.validateProduct()
	case Click, Dismiss:
		return x.validateProduct()
	}
	return ValidateTypes(x.Type)
}

// validateProduct checks the fields that all interactions with a product share.
func (x *Interaction) validateProduct() error {
	if x.Query != "" || x.Corrected != "" || x.Nonsense {
		return &invalid.FieldError{Field: "query", Problem: fmt.Sprintf("must be empty for a %s", x.Type)}
	}
	if x.Filters != nil {
		return &invalid.FieldError{Field: "filters", Problem: fmt.Sprintf("must be empty for a %s", x.Type)}
	}
	if err := x.ProductID.Validate(); err != nil {
		return &invalid.FieldError{Field: "productId", Problem: err.Error()}
	}
	return nil
}

// ValidateQuery returns a *invalid.FieldError unless q is a valid search query.
func ValidateQuery(q string) error { return invalid.CheckText("query", q, MaxQueryChars) }

// MaxDismissed is the maximum number of dismissals that Log.Dismissed reads. It bounds the database reads for a card.
const MaxDismissed = 500

// MaxPurchased is the maximum number of purchases that Log.Purchased reads. It bounds the database reads for a card.
const MaxPurchased = 500

// Limits of a purchase.
const (
	MaxOrderIDChars = 128 // in Unicode code points
	MaxQuantity     = 99
)

// ValidateOrder returns a *invalid.FieldError unless a purchase may have the order ID, the quantity and the price.
func ValidateOrder(orderID string, quantity int, price catalog.Money) error {
	if err := invalid.CheckText("orderId", orderID, MaxOrderIDChars); err != nil {
		return err
	}
	if quantity < 1 || quantity > MaxQuantity {
		return &invalid.FieldError{Field: "quantity", Problem: fmt.Sprintf("is %d, not 1 to %d", quantity, MaxQuantity)}
	}
	if !price.IsZero() && price.Validate() != nil {
		return &invalid.FieldError{Field: "price", Problem: "is not an amount and a currency"}
	}
	return nil
}

// A Log stores the interactions of every user. User IDs come from Firebase Auth: they are not empty and contain no slash.
type Log interface {
	// Append stores x with the log's clock as CreatedAt and returns its new ID. It ignores x.ID.
	// A user has at most one dismissal of a product: appending another one renews CreatedAt and returns the same ID.
	// A user has at most one purchase of a product in an order: appending it again changes nothing and returns the
	// same ID. The CreatedAt of a purchase is kept, unless it is zero.
	Append(ctx context.Context, userID string, x Interaction) (id string, err error)
	// Latest returns the user's newest n interactions, newest first. It returns no error for a user without interactions.
	Latest(ctx context.Context, userID string, n int) ([]Interaction, error)
	// Dismissed returns the distinct products of the user's newest MaxDismissed dismissals, newest first.
	Dismissed(ctx context.Context, userID string) ([]catalog.ID, error)
	// Purchased returns the distinct products of the user's newest MaxPurchased purchases, newest first.
	Purchased(ctx context.Context, userID string) ([]catalog.ID, error)
	// Get returns one interaction, or ErrNotFound.
	Get(ctx context.Context, userID, id string) (Interaction, error)
	// SetVector sets the vector of a stored interaction. It returns ErrNotFound for a removed interaction,
	// and does not restore it.
	SetVector(ctx context.Context, userID, id string, vector []float32, model string) error
	// Page returns at most limit interactions after the cursor, newest first and without their vectors.
	// Model still names the model of a stored vector. next is the cursor of the next page, zero on the last page.
	// Reading all pages returns an interaction exactly once if it is neither removed nor renewed in the meantime,
	// even if others change. Page returns a *invalid.FieldError for an invalid cursor.
	Page(ctx context.Context, userID string, limit int, after Cursor) (page []Interaction, next Cursor, err error)
	// Delete removes one interaction. It returns nil if the interaction does not exist. After Delete, a
	// WriteLate of an earlier draft of the interaction stores nothing.
	Delete(ctx context.Context, userID, id string) error
	// Clear removes the user's interactions of the given types, or of all types when none is given. It may
	// keep interactions that are appended during the call. After Clear, a WriteLate of an earlier draft of
	// these types stores nothing. Clear returns a *invalid.FieldError for an unknown type.
	Clear(ctx context.Context, userID string, types ...Type) error
}
