package functions

import (
	"context"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/shared/interaction"
)

// click logs that the user opened a product.
func click(r recorder) api.Endpoint { return record(r, interaction.Click) }

func openClick(ctx context.Context, d deps) (api.Endpoint, error) {
	r, err := d.Recorder(ctx)
	return click(r), err
}
