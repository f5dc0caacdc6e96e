package functions

import (
	"context"

	"shopfyp.dev/functions/internal/api"
)

// ender is the part of account.Ender that endAccount needs.
type ender interface {
	End(ctx context.Context, userID string) error
}

type endAccountRequest struct{}

type endAccountResponse struct {
	Status string `json:"status" enum:"ok"`
}

// endAccount removes everything that is kept of the user, and the user.
func endAccount(e ender) api.Endpoint {
	return api.Serve(func(ctx context.Context, uid string, _ endAccountRequest) (endAccountResponse, error) {
		return endAccountResponse{"ok"}, e.End(ctx, uid)
	})
}

func openEndAccount(ctx context.Context, d deps) (api.Endpoint, error) {
	e, err := d.Ender(ctx)
	return endAccount(e), err
}
