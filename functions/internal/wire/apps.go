package wire

import (
	"context"
	"errors"
	"fmt"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/functions/internal/lazy"
	"shopfyp.dev/shared/gcp/apptoken"
)

// Apps returns what checks App Check tokens, or nil where c asks for none.
func (c Config) Apps() api.AppVerifier {
	if !c.AppCheck {
		return nil
	}
	return appVerifier{lazy.New(func(context.Context) (*apptoken.Verifier, error) { return apptoken.New(c.Project) })}
}

// appVerifier checks App Check tokens in the words that api understands. Google's keys are fetched for the first one.
type appVerifier struct {
	verifier *lazy.Value[*apptoken.Verifier]
}

// VerifyApp implements api.AppVerifier.
func (a appVerifier) VerifyApp(ctx context.Context, token string) error {
	v, err := a.verifier.Get(ctx)
	if err != nil {
		return err
	}
	if err := v.Verify(token); errors.Is(err, apptoken.ErrInvalid) {
		return fmt.Errorf("%w: %w", api.ErrNotTheApp, err)
	}
	return nil
}
