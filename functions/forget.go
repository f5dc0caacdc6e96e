package functions

import (
	"context"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/functions/internal/wire"
	"shopfyp.dev/shared/interaction"
)

// forgetter is the part of interaction.Log that forget and forgetAll need.
type forgetter interface {
	Delete(ctx context.Context, userID, id string) error
	Clear(ctx context.Context, userID string, types ...interaction.Type) error
}

type forgetRequest struct {
	InteractionID string `path:"interactionId"`
}

type forgetAllRequest struct{}

type forgetResponse struct {
	Status string `json:"status" enum:"ok"`
}

// forget removes one of the user's interactions; one that is not there is as good as removed.
func forget(f forgetter) api.Endpoint {
	return api.Serve(func(ctx context.Context, uid string, in forgetRequest) (forgetResponse, error) {
		return forgetResponse{"ok"}, f.Delete(ctx, uid, in.InteractionID)
	})
}

// forgetAll removes all of the user's interactions.
func forgetAll(f forgetter) api.Endpoint {
	return api.Serve(func(ctx context.Context, uid string, _ forgetAllRequest) (forgetResponse, error) {
		return forgetResponse{"ok"}, f.Clear(ctx, uid)
	})
}

func openForget(a *wire.App) api.Endpoint { return forget(a.Log) }

func openForgetAll(a *wire.App) api.Endpoint { return forgetAll(a.Log) }
