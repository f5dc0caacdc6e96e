package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"
)

// ErrNotTheBackend reports a call that only the shop's backend may make.
var ErrNotTheBackend = errors.New("not the shop's backend")

// A BackendVerifier checks the ID tokens of the service accounts of the shop's backend.
type BackendVerifier interface {
	// Claims reports whether a token claims to be one of a service account. It verifies nothing.
	Claims(token string) bool
	// VerifyBackend returns the service account of a token. It returns ErrUnauthenticated for a bad token, and
	// ErrNotTheBackend for another account than those of the backend. Any other error means that the token could not be
	// checked.
	VerifyBackend(ctx context.Context, token string) (account string, err error)
}

// backend returns the service account that calls a Backend route, within its limit, or "" if another caller does.
func (s *Server) backend(ctx context.Context, header http.Header, rt Route, limits limiter) (account string, err error) {
	if !rt.Backend || s.config.Backends == nil {
		return "", nil
	}
	token, err := bearerToken(header.Values("Authorization"))
	if err != nil || !s.config.Backends.Claims(token) {
		return "", nil // the check of users reports a missing token
	}
	account, err = s.config.Backends.VerifyBackend(ctx, token)
	switch {
	case errors.Is(err, ErrUnauthenticated), errors.Is(err, ErrNotTheBackend):
		return "", err
	case err != nil:
		return "", fmt.Errorf("%w: %w", ErrNotVerified, err)
	}
	return account, limits.user(account)
}
