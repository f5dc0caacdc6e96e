package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"
)

// ErrNotTheApp reports a request without a valid App Check token.
var ErrNotTheApp = errors.New("not from the app")

// An AppVerifier checks Firebase App Check tokens. VerifyApp returns ErrNotTheApp for a bad token. Any other
// error means that the token could not be checked.
type AppVerifier interface {
	VerifyApp(ctx context.Context, token string) error
}

// checkApp returns an error if the request carries no valid App Check token. A nil v accepts all requests.
func checkApp(ctx context.Context, v AppVerifier, header http.Header) error {
	if v == nil {
		return nil
	}
	tokens := header.Values("X-Firebase-AppCheck")
	if len(tokens) != 1 {
		return fmt.Errorf("%w: %d App Check tokens", ErrNotTheApp, len(tokens))
	}
	err := v.VerifyApp(ctx, tokens[0])
	if err == nil || errors.Is(err, ErrNotTheApp) {
		return err
	}
	return fmt.Errorf("%w: %w", ErrNotVerified, err)
}
