package wire

import (
	"context"
	"errors"
	"fmt"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/shared/gcp/apptoken"
)

// Apps returns what checks App Check tokens, or nil where c asks for none.
func (c Config) Apps() api.AppVerifier {
	if !c.AppCheck {
		return nil
	}
	return appVerifier{apptoken.New(c.Project)}
}

// appVerifier checks App Check tokens in the words that api understands.
type appVerifier struct{ tokens *apptoken.Verifier }

// VerifyApp implements api.AppVerifier.
func (a appVerifier) VerifyApp(ctx context.Context, token string) error {
	err := a.tokens.Verify(ctx, token)
	if errors.Is(err, apptoken.ErrInvalid) {
		return fmt.Errorf("%w: %w", api.ErrNotTheApp, err)
	}
	return err
}
