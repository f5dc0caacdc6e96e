package apply

import (
	"context"
	"errors"
	"fmt"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/change"
	"shopfyp.dev/shared/engine"
)

// tracker is the part of change.Tracker that an Applier needs.
type tracker interface {
	Track(ctx context.Context, id catalog.ID) error
}

// An Applier records changes of products and writes them to a search engine. Use it in place of a change.Tracker.
type Applier struct {
	tracker tracker
	changes changes
	open    func(context.Context) (engine.Collection, error)
}

// NewApplier returns an Applier. It calls open for each change: open must return the same collection until it breaks.
func NewApplier(t tracker, s changes, open func(context.Context) (engine.Collection, error)) *Applier {
	return &Applier{t, s, open}
}

// Track records the newest state of a product, then writes it to the engine. You may call it late, repeatedly and in any
// order. It returns change.ErrMalformed for a product that is malformed, or that the engine cannot take. After any other
// error, such as engine.ErrUnavailable, a later call may succeed.
func (a *Applier) Track(ctx context.Context, id catalog.ID) error {
	if err := a.tracker.Track(ctx, id); err != nil {
		return err
	}
	to, err := a.open(ctx)
	if err != nil {
		return fmt.Errorf("search engine: %w", err)
	}
	newest, err := a.changes.Get(ctx, id)
	if err != nil {
		return err
	}
	if err := NewWriter(a.changes, to).Write(ctx, newest); errors.Is(err, engine.ErrInvalid) {
		return fmt.Errorf("%w: %w", change.ErrMalformed, err)
	} else if err != nil {
		return err
	}
	return nil
}
