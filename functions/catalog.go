package functions

import (
	"context"
	"errors"
	"fmt"

	"shopfyp.dev/functions/internal/event"
	"shopfyp.dev/functions/internal/wire"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/change"
)

// tracker is the part of change.Tracker that track needs.
type tracker interface {
	Track(ctx context.Context, id catalog.ID) error
}

// track records the newest state of a product that was written or deleted. It takes only the document's name from the
// event, so a late or repeated event does no harm. It reports and drops the event of a malformed product.
func track(t tracker) event.Handler {
	return func(ctx context.Context, values map[string]string) error {
		err := t.Track(ctx, catalog.ID(values["productId"]))
		if errors.Is(err, change.ErrMalformed) {
			return fmt.Errorf("%w: %w", event.ErrBad, err)
		}
		return err
	}
}

func openCatalog(a *wire.App) event.Handler { return track(a.Tracker) }
