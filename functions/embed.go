package functions

import (
	"context"

	"shopfyp.dev/functions/internal/event"
	"shopfyp.dev/functions/internal/wire"
)

// vectorizer is the part of interaction.Vectorizer that vectorize needs.
type vectorizer interface {
	Vectorize(ctx context.Context, userID, id string) error
}

// vectorize stores the vector of a logged interaction. It takes only the document's name from the event and
// embeds the current version of the document.
func vectorize(v vectorizer) event.Handler {
	return func(ctx context.Context, values map[string]string) error {
		return v.Vectorize(ctx, values["userId"], values["interactionId"])
	}
}

func openEmbed(a *wire.App) event.Handler { return vectorize(a.Vectorizer) }
