package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"
)

// ErrNotTheApp says that a request carries no token that proves that it comes from our app.
var ErrNotTheApp = errors.New("not from the app")

// An AppVerifier says whether a Firebase App Check token is good. It returns ErrNotTheApp where it
// is bad; any other error means that the token could not be checked.
type AppVerifier interface {
	VerifyApp(ctx context.Context, token string) error
}

// checkApp returns an error where v wants a proof that the request does not carry. A nil v wants none.
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
	return fmt.Errorf("%w: %w", errNotVerified, err)
}
