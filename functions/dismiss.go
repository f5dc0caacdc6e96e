package functions

import (
	"context"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/shared/interaction"
)

// dismiss logs that the user does not want a product.
func dismiss(r recorder) api.Endpoint { return record(r, interaction.Dismiss) }

func openDismiss(ctx context.Context, d deps) (api.Endpoint, error) {
	r, err := d.Recorder(ctx)
	return dismiss(r), err
}
