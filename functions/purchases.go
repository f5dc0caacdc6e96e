package functions

import (
	"context"
	"time"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/functions/internal/wire"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/invalid"
	"shopfyp.dev/shared/order"
)

// orderRecorder is the part of order.Recorder that purchases needs.
type orderRecorder interface {
	Record(ctx context.Context, o order.Order) ([]string, error)
}

type purchasesRequest struct {
	UserID      string       `json:"userId" minLength:"1" maxLength:"128" description:"The shopper who bought."`
	OrderID     string       `json:"orderId" minLength:"1" maxLength:"128" description:"The shop's ID of the order. The same order may be reported again; it counts once."`
	Items       []order.Item `json:"items" minItems:"1" maxItems:"100" description:"The products of the order, each once."`
	PurchasedAt time.Time    `json:"purchasedAt,omitzero" description:"When the shopper ordered, at most 30 days ago. Without it: now."`
}

type purchasesResponse struct {
	Status         string   `json:"status" enum:"ok"`
	InteractionIDs []string `json:"interactionIds" description:"The IDs of the logged interactions, in the order of the items."`
}

// maxUserIDBytes is the maximum length of a user ID of Firebase Auth.
const maxUserIDBytes = 128

// purchases records an order. The shop's backend, which has no user ID, may record the orders of every shopper. A shopper
// may record their own orders in a demo, in which nobody pays.
func purchases(r orderRecorder, demo bool) api.Endpoint {
	return api.Serve(func(ctx context.Context, uid string, in purchasesRequest) (purchasesResponse, error) {
		if uid != "" && !demo {
			return purchasesResponse{}, api.ErrNotTheBackend
		}
		if uid != "" && in.UserID != uid {
			return purchasesResponse{}, api.ErrForbidden
		}
		if len(in.UserID) > maxUserIDBytes || !catalog.IsDocumentID(in.UserID) {
			return purchasesResponse{}, &invalid.FieldError{Field: "userId", Problem: "is not a user ID"}
		}
		ids, err := r.Record(ctx, order.Order{UserID: in.UserID, ID: in.OrderID, Items: in.Items, At: in.PurchasedAt})
		return purchasesResponse{"ok", ids}, err
	})
}

func openPurchases(a *wire.App) api.Endpoint { return purchases(a.Orders, a.DemoCheckout) }
