package functions

import (
	"context"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/functions/internal/wire"
)

// deleter is the part of account.Deleter that deleteAccount needs.
type deleter interface {
	End(ctx context.Context, userID string) error
}

type endAccountRequest struct{}

type endAccountResponse struct {
	Status string `json:"status" enum:"ok"`
}

// deleteAccount removes everything that is kept of the user, and the user.
func deleteAccount(e deleter) api.Endpoint {
	return api.Serve(func(ctx context.Context, uid string, _ endAccountRequest) (endAccountResponse, error) {
		return endAccountResponse{"ok"}, e.End(ctx, uid)
	})
}

func openDeleteAccount(a *wire.App) api.Endpoint { return deleteAccount(a.Deleter) }
