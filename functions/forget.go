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

type forgetAllRequest struct {
	Type interaction.Type `query:"type" enum:"search,click,dismiss,purchase" description:"Deletes only the interactions of this type. Without a type, all are deleted."`
}

type forgetResponse struct {
	Status string `json:"status" enum:"ok"`
}

// forget deletes one of the user's interactions. It succeeds if the interaction does not exist.
func forget(f forgetter) api.Endpoint {
	return api.Serve(func(ctx context.Context, uid string, in forgetRequest) (forgetResponse, error) {
		return forgetResponse{"ok"}, f.Delete(ctx, uid, in.InteractionID)
	})
}

// forgetAll deletes all of the user's interactions, or those of one type.
func forgetAll(f forgetter) api.Endpoint {
	return api.Serve(func(ctx context.Context, uid string, in forgetAllRequest) (forgetResponse, error) {
		if in.Type == "" {
			return forgetResponse{"ok"}, f.Clear(ctx, uid)
		}
		if err := interaction.ValidateTypes(in.Type); err != nil {
			return forgetResponse{}, err
		}
		return forgetResponse{"ok"}, f.Clear(ctx, uid, in.Type)
	})
}

func openForget(a *wire.App) api.Endpoint { return forget(a.Log) }

func openForgetAll(a *wire.App) api.Endpoint { return forgetAll(a.Log) }
