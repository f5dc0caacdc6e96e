package functions

import (
	"context"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/functions/internal/wire"
	"shopfyp.dev/shared/staff"
)

type meRequest struct{}

type meResponse struct {
	Email string     `json:"email"`
	Role  staff.Role `json:"role" enum:"viewer,editor,owner"`
}

// me returns the member of the staff who calls.
func me(ctx context.Context, _ string, _ meRequest) (meResponse, error) {
	u := staff.FromContext(ctx)
	return meResponse{u.Email, u.Role}, nil
}

func openMe(*wire.App) api.Endpoint { return api.Serve(me) }
