// Package servicetoken verifies the ID tokens that Google signs for service accounts. A valid token shows which program
// calls. It does not check what the program may do.
package servicetoken

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"google.golang.org/api/idtoken"
)

// ErrInvalid reports that a token is malformed, expired, for another audience or not signed by Google. Any other error
// from Verify means that it could not check the token.
var ErrInvalid = errors.New("service token is not valid")

// issuers are the issuers of Google's ID tokens, as Google documents them.
var issuers = []string{"https://accounts.google.com", "accounts.google.com"}

// A Verifier verifies the tokens of one audience. It is safe for concurrent use.
type Verifier struct {
	audience  string
	validator *idtoken.Validator
}

// New returns a Verifier of tokens for the audience. It needs no credentials. The Verifier fetches Google's public keys
// for the first token, and again when they expire.
func New(audience string) (*Verifier, error) {
	v, err := idtoken.NewValidator(context.Background(), idtoken.WithHTTPClient(&http.Client{Transport: keyTransport{}}))
	if err != nil {
		return nil, fmt.Errorf("verify service tokens: %w", err)
	}
	return &Verifier{audience, v}, nil
}

// Verify returns the email address of the token's service account, or ErrInvalid.
func (v *Verifier) Verify(ctx context.Context, token string) (email string, err error) {
	payload, err := v.validator.Validate(ctx, token, v.audience)
	if errors.Is(err, errKeys) {
		return "", fmt.Errorf("verify service token: %w", err)
	}
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrInvalid, err)
	}
	email, _ = payload.Claims["email"].(string)
	verified, _ := payload.Claims["email_verified"].(bool)
	switch {
	case !slices.Contains(issuers, payload.Issuer):
		return "", fmt.Errorf("%w: wrong issuer %q", ErrInvalid, payload.Issuer)
	case email == "" || !verified:
		return "", fmt.Errorf("%w: it names no verified email address", ErrInvalid)
	}
	return email, nil
}

// IsServiceToken reports whether a token claims to be an ID token that Google issued, not one of Firebase. It verifies
// nothing.
func IsServiceToken(token string) bool {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return false
	}
	data, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		return false
	}
	var claims struct {
		Issuer string `json:"iss"`
	}
	return json.Unmarshal(data, &claims) == nil && slices.Contains(issuers, claims.Issuer)
}

// errKeys reports that Google's public keys could not be fetched.
var errKeys = errors.New("fetch Google's public keys")

// keyTransport fetches Google's public keys. It marks every failure with errKeys, because idtoken's own errors do not
// tell a bad token from a failed fetch.
type keyTransport struct{}

// RoundTrip implements http.RoundTripper.
func (keyTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	res, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errKeys, err)
	}
	if res.StatusCode != http.StatusOK {
		res.Body.Close()
		return nil, fmt.Errorf("%w: %s", errKeys, res.Status)
	}
	return res, nil
}
