package change

import (
	"context"
	"time"

	"shopfyp.dev/shared/catalog"
)

// Overlap is how far a reader goes back before the time that its last read returned. A store gives a change its time
// before the change becomes visible, so a change may appear behind one that was read already. Overlap is much longer
// than a commit takes.
const Overlap = 10 * time.Second

// A Source is the newest state of a product.
type Source struct {
	Product   catalog.Product
	Err       error             // catalog.ErrNotFound, or a *catalog.DecodeError if the stored product is malformed
	Embedding catalog.Embedding // the stored embedding; the zero value if there is none
}

// An Update is what Record stores.
type Update struct {
	Change    Change
	Embedding *catalog.Embedding // stored too, unless nil
}

// A Store stores the newest change of each product.
type Store interface {
	// Record calls decide with the newest state of a product and stores the update that decide returns. Reads and
	// writes are one transaction: if the product changes before the update is stored, Record calls decide again. If
	// decide returns an error, Record stores nothing and returns the error.
	Record(ctx context.Context, id catalog.ID, decide func(Source) (Update, error)) error
	// Get returns the recorded change of a product, or catalog.ErrNotFound. It sees every completed Record.
	Get(ctx context.Context, id catalog.ID) (Change, error)
	// Since calls use for every change with a commit time after the given time, oldest first. It skips stored changes
	// that are malformed. It returns a time for the next call, minus Overlap: the store's time of the read, or after
	// if there are no changes. If use returns an error, Since stops and returns the error.
	Since(ctx context.Context, after time.Time, use func(Change) error) (read time.Time, err error)
	// Now returns the store's time. Every state of a product that was committed earlier is visible to later reads.
	Now(ctx context.Context) (time.Time, error)
	// Delete deletes the changes with a commit time up to until. It keeps a change that is replaced meanwhile.
	Delete(ctx context.Context, until time.Time) (deleted int, err error)
}
