package functions

import (
	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/functions/internal/wire"
	"shopfyp.dev/shared/interaction"
)

// click records that the user opened a product.
func click(r recorder) api.Endpoint { return record(r, interaction.Click) }

func openClick(a *wire.App) api.Endpoint { return click(a.Recorder) }
