package wire

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/shared/gcp/servicetoken"
)

// Backends returns the verifier of the shop's backend.
func (a *App) Backends() (api.BackendVerifier, error) {
	if a.ports.Backends != nil {
		return a.ports.Backends, nil
	}
	tokens, err := servicetoken.New(a.config.Project)
	if err != nil {
		return nil, err
	}
	return backendVerifier{tokens, a.config.PurchaseServiceAccounts}, nil
}

// backendVerifier adapts a servicetoken.Verifier to api.BackendVerifier.
type backendVerifier struct {
	tokens interface {
		Verify(ctx context.Context, token string) (email string, err error)
	}
	accounts []string // the addresses of the backend's service accounts
}

// Claims implements api.BackendVerifier.
func (b backendVerifier) Claims(token string) bool { return servicetoken.IsServiceToken(token) }

// VerifyBackend implements api.BackendVerifier.
func (b backendVerifier) VerifyBackend(ctx context.Context, token string) (string, error) {
	email, err := b.tokens.Verify(ctx, token)
	switch {
	case errors.Is(err, servicetoken.ErrInvalid):
		return "", fmt.Errorf("%w: %w", api.ErrUnauthenticated, err)
	case err != nil:
		return "", err
	case !slices.Contains(b.accounts, email):
		return "", fmt.Errorf("%w: %s is not in PURCHASE_SERVICE_ACCOUNTS", api.ErrNotTheBackend, email)
	}
	return email, nil
}
