package functions

import (
	"context"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
)

// recorder is the part of interaction.Recorder that click and dismiss need.
type recorder interface {
	Record(ctx context.Context, userID string, t interaction.Type, id catalog.ID) (string, error)
}

type recordRequest struct {
	ProductID catalog.ID `json:"productId" minLength:"1" maxLength:"128"`
}

type recordResponse struct {
	Status        string `json:"status" enum:"ok"`
	InteractionID string `json:"interactionId" description:"The ID of the logged interaction."`
}

// record logs an interaction of type t with a product.
func record(r recorder, t interaction.Type) api.Endpoint {
	return api.Serve(func(ctx context.Context, uid string, in recordRequest) (recordResponse, error) {
		id, err := r.Record(ctx, uid, t, in.ProductID)
		return recordResponse{"ok", id}, err
	})
}
