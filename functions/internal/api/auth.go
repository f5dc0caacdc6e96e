package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
)

// Errors about who asks.
var (
	// ErrUnauthenticated says that a request carries no token that proves who sent it.
	ErrUnauthenticated = errors.New("not authenticated")
	// ErrForbidden says that what is asked for belongs to another user.
	ErrForbidden = errors.New("not this user's")
)

// A Verifier says whose token it is.
type Verifier interface {
	// Verify returns the user ID of a Firebase ID token. It returns ErrUnauthenticated where the
	// token is bad; any other error means that the token could not be checked.
	Verify(ctx context.Context, token string) (uid string, err error)
}

// authenticate returns the user whose token the request carries.
func authenticate(ctx context.Context, v Verifier, header http.Header) (string, error) {
	token, err := bearerToken(header.Values("Authorization"))
	if err != nil {
		return "", err
	}
	uid, err := v.Verify(ctx, token)
	if errors.Is(err, ErrUnauthenticated) {
		return "", err
	}
	if err != nil {
		return "", fmt.Errorf("%w: %w", errNotVerified, err)
	}
	return uid, nil
}

// bearerToken returns the token of the one Authorization header.
func bearerToken(values []string) (string, error) {
	if len(values) != 1 {
		return "", fmt.Errorf("%w: %d Authorization headers", ErrUnauthenticated, len(values))
	}
	scheme, token, _ := strings.Cut(values[0], " ")
	if !strings.EqualFold(scheme, "Bearer") || token == "" || strings.ContainsAny(token, " \t,") {
		return "", fmt.Errorf("%w: the Authorization header holds no bearer token", ErrUnauthenticated)
	}
	return token, nil
}
