// Package interaction is the log of what shoppers did: searches, opened
// products, products they did not want. It only keeps the log; what follows
// from it is recommend's business.
package interaction

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/invalid"
	"shopfyp.dev/shared/query"
)

// ErrNotFound says that the user has no interaction with the ID asked for.
var ErrNotFound = errors.New("interaction not found")

// A Type says what the shopper did.
type Type string

// The types of interaction.
const (
	Search  Type = "search"  // typed a query
	Click   Type = "click"   // opened a product
	Dismiss Type = "dismiss" // said "Not interested"
)

// Types lists the types of interaction.
var Types = []Type{Search, Click, Dismiss}

// ValidateTypes returns a *invalid.FieldError for the first unknown type.
func ValidateTypes(types ...Type) error {
	for _, t := range types {
		if !slices.Contains(Types, t) {
			return &invalid.FieldError{Field: "type", Problem: fmt.Sprintf("%q is not one of search, click, dismiss", t)}
		}
	}
	return nil
}

// MaxQueryChars is the longest query, in Unicode code points, that is logged.
const MaxQueryChars = 2_000

// An Interaction is one entry of a user's log.
type Interaction struct {
	ID        string // the log's, "" before it is appended
	Type      Type
	Query     string         // of a Search
	Filters   *query.Filters // what a Search said of what is wanted and the shopper did not take back; nil where nobody looked
	ProductID catalog.ID     // of a Click or Dismiss
	CreatedAt time.Time      // the log's clock
	Vector    []float32      // empty until embedded
	Model     string         // embed.Embedder.Model of what made Vector
}

// Validate returns a *invalid.FieldError that says which field is wrong and why, or nil.
func (x *Interaction) Validate() error {
	switch x.Type {
	case Search:
		if x.ProductID != "" {
			return &invalid.FieldError{Field: "productId", Problem: "a search has none"}
		}
		return ValidateQuery(x.Query)
	case Click, Dismiss:
		if x.Query != "" {
			return &invalid.FieldError{Field: "query", Problem: fmt.Sprintf("a %s has none", x.Type)}
		}
		if x.Filters != nil {
			return &invalid.FieldError{Field: "wish", Problem: fmt.Sprintf("a %s has none", x.Type)}
		}
		if err := x.ProductID.Validate(); err != nil {
			return &invalid.FieldError{Field: "productId", Problem: err.Error()}
		}
		return nil
	}
	return ValidateTypes(x.Type)
}

// ValidateQuery returns a *invalid.FieldError where q cannot be searched for.
func ValidateQuery(q string) error {
	switch {
	case !utf8.ValidString(q):
		return &invalid.FieldError{Field: "query", Problem: "is not valid UTF-8"}
	case strings.TrimSpace(q) == "":
		return &invalid.FieldError{Field: "query", Problem: "is empty"}
	case utf8.RuneCountInString(q) > MaxQueryChars:
		return &invalid.FieldError{Field: "query", Problem: fmt.Sprintf("is longer than %d characters", MaxQueryChars)}
	}
	return nil
}

// A Draft is an interaction that has its ID in a log and is yet to be stored there.
type Draft struct {
	ID string
	// Write stores it. It is for the moment after Prepare.
	Write func(context.Context) error
	// WriteLate stores it when it had to wait, or a Write has failed, however far that got: once, and not
	// at all where its user has meanwhile removed it or everything, which is no error. It may be tried again.
	WriteLate func(context.Context) error
}

// A Log keeps every user's interactions. User IDs are Firebase Auth's: never empty, no slash.
type Log interface {
	// Append stores x under a new ID, which it returns, with the log's clock as CreatedAt.
	// x.ID and x.CreatedAt are ignored.
	Append(ctx context.Context, userID string, x Interaction) (id string, err error)
	// Prepare is Append in two steps: it gives x its ID, what it returns stores it.
	Prepare(userID string, x Interaction) (Draft, error)
	// Latest returns the user's newest n interactions, newest first; none is no error.
	Latest(ctx context.Context, userID string, n int) ([]Interaction, error)
	// Dismissed returns the products that the user's log holds a Dismiss of, in no order.
	Dismissed(ctx context.Context, userID string) ([]catalog.ID, error)
	// Get returns one interaction, or ErrNotFound.
	Get(ctx context.Context, userID, id string) (Interaction, error)
	// SetVector puts a vector on an interaction that is there, or returns ErrNotFound:
	// it never brings back one that was removed.
	SetVector(ctx context.Context, userID, id string, vector []float32, model string) error
	// Page returns the user's newest interactions behind a place, at most limit, newest first and
	// without their vectors: Model says of which model the log has one. next is the place behind
	// the last of them, zero where no more follow. Page after page gives every interaction once that
	// was there at the first and still is, whatever is appended or removed meanwhile.
	// It returns a *invalid.FieldError for a cursor that is not valid.
	Page(ctx context.Context, userID string, limit int, after Cursor) (page []Interaction, next Cursor, err error)
	// Delete removes one interaction; one that is not there is no error. One that still waits
	// anywhere to be written late is not stored any more.
	Delete(ctx context.Context, userID, id string) error
	// Clear removes the user's interactions of the given types, or all of them when no type is given.
	// It removes what was there when it was called; interactions appended meanwhile may stay. A draft
	// of one of the types that was prepared before Clear and is written late afterwards is dropped.
	// It returns a *invalid.FieldError for an unknown type.
	Clear(ctx context.Context, userID string, types ...Type) error
}
