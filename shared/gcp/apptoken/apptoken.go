// Package apptoken checks Firebase App Check tokens: they say that a request
// comes from our app, not who sends it.
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

// ErrInvalid says that a token proves nothing: malformed, expired, of another project or not signed by
// Google. Any other error means that it could not be checked.
var ErrInvalid = errors.New("App Check token is not valid")

// A Verifier checks the tokens of one Firebase project. It is safe for concurrent use.
//
// It stands in for the Firebase SDK's, which takes a token for bad where Google's keys have changed and
// could not be fetched again.
type Verifier struct {
	project string
	keys    *keySet
}

// New returns a Verifier for the project. It needs no credentials: Google's public keys are fetched with the
// first token, again for one that is signed by a key that is not known, and now and then. Where that fails,
// those that are known go on being used.
func New(project string) *Verifier {
	return &Verifier{project, newKeySet("https://firebaseappcheck.googleapis.com/v1/jwks")}
}

// Verify returns nil for a good token, ErrInvalid for a bad one.
func (v *Verifier) Verify(ctx context.Context, token string) error {
	keys, err := v.keys.known(ctx)
	if err != nil {
		return fmt.Errorf("check App Check token: %w", err)
	}
	err = v.verify(token, keys)
	if errors.Is(err, keyfunc.ErrKIDNotFound) {
		newer, failed := v.keys.newer(ctx, keys)
		if failed != nil {
			return fmt.Errorf("check App Check token: %w", failed)
		}
		err = v.verify(token, newer)
	}
	if err != nil {
		return fmt.Errorf("%w: %w", ErrInvalid, err)
	}
	return nil
}

const issuer = "https://firebaseappcheck.googleapis.com/" // and the project's number

// verify checks what Firebase asks of who verifies tokens without its SDK.
func (v *Verifier) verify(token string, keys *keyfunc.JWKS) error {
	var claims jwt.RegisteredClaims
	parsed, err := jwt.ParseWithClaims(token, &claims, keys.Keyfunc, jwt.WithValidMethods([]string{"RS256"}))
	switch now := time.Now(); {
	case err != nil:
		return err
	case parsed.Header["typ"] != "JWT":
		return errors.New("not a JWT")
	case !claims.VerifyExpiresAt(now, true):
		return errors.New("no expiry")
	case !claims.VerifyIssuedAt(now, true):
		return errors.New("no time of issue")
	case !strings.HasPrefix(claims.Issuer, issuer):
		return fmt.Errorf("issuer %q", claims.Issuer)
	case !claims.VerifyAudience("projects/"+v.project, true):
		return fmt.Errorf("audience %q", claims.Audience)
	case claims.Subject == "":
		return errors.New("no app")
	}
	return nil
}
