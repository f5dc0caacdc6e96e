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

type deleteAccountRequest struct{}

type deleteAccountResponse struct {
	Status string `json:"status" enum:"ok"`
}

// deleteAccount deletes the data of the user, then the user.
func deleteAccount(e deleter) api.Endpoint {
	return api.Serve(func(ctx context.Context, uid string, _ deleteAccountRequest) (deleteAccountResponse, error) {
		return deleteAccountResponse{"ok"}, e.End(ctx, uid)
	})
}

func openDeleteAccount(a *wire.App) api.Endpoint { return deleteAccount(a.Deleter) }
