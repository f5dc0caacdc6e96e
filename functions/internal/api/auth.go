package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"shopfyp.dev/shared/staff"
)

// Authentication and authorization errors.
var (
	// ErrUnauthenticated reports a request without a valid ID token.
	ErrUnauthenticated = errors.New("not authenticated")
	// ErrForbidden reports a request for data of another user.
	ErrForbidden = errors.New("not this user's")
	// ErrNotStaff reports a call that needs a role that the user does not have.
	ErrNotStaff = errors.New("not a member of the staff with the role")
)

// A Verifier checks Firebase ID tokens.
type Verifier interface {
	// Verify returns the user of a token. It returns ErrUnauthenticated for a bad token. Any other error means that the
	// token could not be checked.
	Verify(ctx context.Context, token string) (staff.User, error)
}

// authenticate returns the user whose token the request carries.
func authenticate(ctx context.Context, v Verifier, header http.Header) (staff.User, error) {
	token, err := bearerToken(header.Values("Authorization"))
	if err != nil {
		return staff.User{}, err
	}
	u, err := v.Verify(ctx, token)
	if errors.Is(err, ErrUnauthenticated) {
		return staff.User{}, err
	}
	if err != nil {
		return staff.User{}, fmt.Errorf("%w: %w", ErrNotVerified, err)
	}
	return u, nil
}

// bearerToken returns the token in the Authorization header. There must be exactly one header.
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
