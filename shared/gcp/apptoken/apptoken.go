// Package apptoken verifies Firebase App Check tokens. A valid token shows that a
// request comes from our app. It does not identify the user.
package apptoken

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/MicahParks/keyfunc"
	"github.com/golang-jwt/jwt/v4"
)

// ErrInvalid reports that a token is malformed, expired, for another project or not signed by Google. Any
// other error from Verify means that it could not check the token.
var ErrInvalid = errors.New("App Check token is not valid")

// A Verifier verifies the tokens of one Firebase project. It is safe for concurrent use.
//
// It replaces the verifier of the Firebase SDK, which rejects valid tokens if Google has rotated its keys
// and the SDK cannot fetch the new ones.
type Verifier struct {
	project string
	keys    *keySet
}

// New returns a Verifier for the project. It needs no credentials. The Verifier fetches Google's public
// keys for the first token, for a token that names an unknown key, and every few hours. If a fetch fails,
// it keeps using the keys it has.
func New(project string) *Verifier {
	return &Verifier{project, newKeySet("https://firebaseappcheck.googleapis.com/v1/jwks")}
}

// Verify returns nil for a valid token and ErrInvalid for an invalid one.
func (v *Verifier) Verify(ctx context.Context, token string) error {
	keys, err := v.keys.cached(ctx)
	if err != nil {
		return fmt.Errorf("verify App Check token: %w", err)
	}
	err = v.verify(token, keys)
	if errors.Is(err, keyfunc.ErrKIDNotFound) {
		newer, fetchErr := v.keys.newer(ctx, keys)
		if fetchErr != nil {
			return fmt.Errorf("verify App Check token: %w", fetchErr)
		}
		err = v.verify(token, newer)
	}
	if err != nil {
		return fmt.Errorf("%w: %w", ErrInvalid, err)
	}
	return nil
}

const issuer = "https://firebaseappcheck.googleapis.com/" // the project number follows

// verify performs the checks that Firebase's documentation requires from programs that do not use its SDK.
func (v *Verifier) verify(token string, keys *keyfunc.JWKS) error {
	var claims jwt.RegisteredClaims
	parsed, err := jwt.ParseWithClaims(token, &claims, keys.Keyfunc, jwt.WithValidMethods([]string{"RS256"}))
	switch now := time.Now(); {
	case err != nil:
		return err
	case parsed.Header["typ"] != "JWT":
		return errors.New("not a JWT")
	case !claims.VerifyExpiresAt(now, true):
		return errors.New("expiry time is missing")
	case !claims.VerifyIssuedAt(now, true):
		return errors.New("issue time is missing or in the future")
	case !strings.HasPrefix(claims.Issuer, issuer):
		return fmt.Errorf("wrong issuer %q", claims.Issuer)
	case !claims.VerifyAudience("projects/"+v.project, true):
		return fmt.Errorf("wrong audience %q", claims.Audience)
	case claims.Subject == "":
		return errors.New("app ID is missing")
	}
	return nil
}
