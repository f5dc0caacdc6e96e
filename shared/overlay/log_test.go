package overlay_test

import (
	"context"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
)

// discardLog is an interaction log that stores nothing.
type discardLog struct{ interaction.Log }

func (discardLog) Append(context.Context, string, interaction.Interaction) (string, error) {
	return "i1", nil
}

func (discardLog) Dismissed(context.Context, string) ([]catalog.ID, error) { return nil, nil }
