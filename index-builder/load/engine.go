package load

import (
	"context"

	"shopfyp.dev/shared/engine"
)

// An Engine has a collection for each embedding model of a shop. One of them is active: instances search it.
type Engine interface {
	// Open returns the collection of a model, or engine.ErrGone.
	Open(ctx context.Context, model string) (engine.Collection, error)
	// Create returns the collection of i.Model. It creates the collection if it does not exist.
	Create(ctx context.Context, i engine.Info) (engine.Collection, error)
	// Activate makes the collection of a model the active one.
	Activate(ctx context.Context, model string) error
	// Tidy deletes the collections that nobody needs: it keeps that of a model, the active one and the one before.
	Tidy(ctx context.Context, model string) error
}
