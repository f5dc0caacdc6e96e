package apply

import (
	"context"
	"errors"
	"fmt"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/change"
	"shopfyp.dev/shared/engine"
)

// changes is the part of change.Store that a Writer needs.
type changes interface {
	Get(ctx context.Context, id catalog.ID) (change.Change, error)
}

// collection is the part of engine.Collection that a Writer needs.
type collection interface {
	Info() engine.Info
	Put(ctx context.Context, products []engine.Product) error
	Delete(ctx context.Context, ids []catalog.ID) error
}

// A Writer writes recorded changes to a collection. It is safe for concurrent use, also by several processes.
type Writer struct {
	changes    changes
	collection collection
}

// NewWriter returns a Writer.
func NewWriter(s changes, c collection) *Writer { return &Writer{s, c} }

// maxWrites bounds how often Write writes a product that changes all the time.
const maxWrites = 20

// ErrModel is the error of Write for a change whose vector is of another model than the collection.
var ErrModel = errors.New("the vector of the change is of another model than the collection")

// Write writes a recorded change of a product, and then newer ones until it has written the newest. It returns an error
// that wraps engine.ErrInvalid if the engine cannot take the product.
func (w *Writer) Write(ctx context.Context, c change.Change) error {
	for range maxWrites {
		if err := w.put(ctx, c); err != nil {
			return fmt.Errorf("write product %q to the search engine: %w", c.ID, err)
		}
		newest, err := w.changes.Get(ctx, c.ID)
		switch {
		case errors.Is(err, catalog.ErrNotFound): // the change was old enough to be deleted, so there is no newer one
			return nil
		case err != nil:
			return err
		case newest.At.Equal(c.At):
			return nil
		}
		c = newest
	}
	return fmt.Errorf("product %q changed %d times while it was written to the search engine", c.ID, maxWrites)
}

func (w *Writer) put(ctx context.Context, c change.Change) error {
	if c.Removed() {
		return w.collection.Delete(ctx, []catalog.ID{c.ID})
	}
	info := w.collection.Info()
	if c.Model != info.Model {
		return fmt.Errorf("%w: %q, not %q", ErrModel, c.Model, info.Model)
	}
	p, err := engine.NewProduct(c.Product, c.Vector, info.Mean)
	if err != nil {
		return err
	}
	return w.collection.Put(ctx, []engine.Product{p})
}
