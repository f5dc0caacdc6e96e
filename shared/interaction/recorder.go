package interaction

import (
	"context"
	"errors"
	"fmt"
	"time"

	"shopfyp.dev/shared/catalog"
)

// A Recorder logs what a shopper does with products, after making sure that they exist.
type Recorder struct {
	products products
	log      Log
}

// cataloguePatience is how long a click waits for the catalogue to say whether there is such a product.
const cataloguePatience = time.Second

// NewRecorder returns a Recorder that looks products up and appends to log.
func NewRecorder(products products, log Log) *Recorder {
	return &Recorder{products: products, log: log}
}

// Record logs that the user clicked or dismissed the product, and returns the interaction's ID.
// It returns a *invalid.FieldError for an ID that cannot be one and catalog.ErrNotFound for an unknown product.
// Where the catalogue does not answer, the shopper is trusted: a click must not be lost, and one on
// nothing steers no card.
func (r *Recorder) Record(ctx context.Context, userID string, t Type, id catalog.ID) (string, error) {
	x := Interaction{Type: t, ProductID: id}
	if err := x.Validate(); err != nil {
		return "", err
	}
	getCtx, cancel := context.WithTimeout(ctx, cataloguePatience)
	defer cancel()
	if _, err := r.products.Get(getCtx, id); errors.Is(err, catalog.ErrNotFound) {
		return "", fmt.Errorf("%s: %w", t, err)
	}
	return r.log.Append(ctx, userID, x)
}
