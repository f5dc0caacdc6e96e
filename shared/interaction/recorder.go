package interaction

import (
	"context"
	"errors"
	"fmt"
	"time"

	"shopfyp.dev/shared/catalog"
)

// A Recorder logs clicks and dismissals. It checks that the product exists.
type Recorder struct {
	products products
	log      Log
}

// lookupTimeout limits the time to check that a product exists.
const lookupTimeout = time.Second

// NewRecorder returns a Recorder that looks products up and appends to log.
func NewRecorder(products products, log Log) *Recorder {
	return &Recorder{products: products, log: log}
}

// Record logs that the user clicked or dismissed the product, and returns the interaction's ID.
// It returns a *invalid.FieldError for an invalid ID and catalog.ErrNotFound for an unknown product.
// If the catalog cannot be read, Record logs the interaction without the check. This way no click is lost,
// and a click on an unknown product does not influence cards.
func (r *Recorder) Record(ctx context.Context, userID string, t Type, id catalog.ID) (string, error) {
	x := Interaction{Type: t, ProductID: id}
	if err := x.Validate(); err != nil {
		return "", err
	}
	getCtx, cancel := context.WithTimeout(ctx, lookupTimeout)
	defer cancel()
	if _, err := r.products.Get(getCtx, id); errors.Is(err, catalog.ErrNotFound) {
		return "", fmt.Errorf("%s: %w", t, err)
	}
	return r.log.Append(ctx, userID, x)
}
