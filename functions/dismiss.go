package functions

import (
	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/functions/internal/wire"
	"shopfyp.dev/shared/interaction"
)

// dismiss records that the user rejected a product.
func dismiss(r recorder) api.Endpoint { return record(r, interaction.Dismiss) }

func openDismiss(a *wire.App) api.Endpoint { return dismiss(a.Recorder) }
