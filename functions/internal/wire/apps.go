package wire

import (
	"context"
	"errors"
	"fmt"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/shared/gcp/apptoken"
)

// Apps returns the verifier of App Check tokens, or nil if App Check is off.
func (c Config) Apps() api.AppVerifier {
	if !c.AppCheck {
		return nil
	}
	return appVerifier{apptoken.New(c.Project)}
}

// appVerifier adapts an apptoken.Verifier to api.AppVerifier.
type appVerifier struct{ tokens *apptoken.Verifier }

// VerifyApp returns api.ErrNotTheApp for an invalid token. Any other error means that it could not check the token.
func (a appVerifier) VerifyApp(ctx context.Context, token string) error {
	err := a.tokens.Verify(ctx, token)
	if errors.Is(err, apptoken.ErrInvalid) {
		return fmt.Errorf("%w: %w", api.ErrNotTheApp, err)
	}
	return err
}
