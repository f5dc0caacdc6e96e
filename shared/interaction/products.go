package interaction

import (
	"context"

	"shopfyp.dev/shared/catalog"
)

// products is the part of catalog.Store that this package needs.
type products interface {
	Get(ctx context.Context, id catalog.ID) (catalog.Product, error)
}
