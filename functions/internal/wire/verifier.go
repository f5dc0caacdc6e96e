package wire

import (
	"context"
	"errors"
	"fmt"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/shared/gcp/authusers"
	"shopfyp.dev/shared/gcp/idtoken"
)

// verifier checks ID tokens in the words that api understands.
type verifier struct{ tokens *idtoken.Verifier }

// Verify implements api.Verifier.
func (v verifier) Verify(ctx context.Context, token string) (string, error) {
	uid, err := v.tokens.Verify(ctx, token)
	if errors.Is(err, idtoken.ErrInvalid) {
		return "", fmt.Errorf("%w: %w", api.ErrUnauthenticated, err)
	}
	return uid, err
}

func (a *App) newVerifier(ctx context.Context) (api.Verifier, error) {
	if a.ports.Verifier != nil {
		return a.ports.Verifier, nil
	}
	tokens, err := idtoken.New(ctx, a.config.Project)
	if err != nil || a.config.UserCheckEvery == 0 {
		return verifier{tokens}, err
	}
	users, err := authusers.New(ctx, a.config.Project)
	if err != nil {
		return nil, err
	}
	tokens, err = tokens.Checking(users.UserStatus, a.config.UserCheckEvery)
	return verifier{tokens}, err
}
