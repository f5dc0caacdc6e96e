// Package idtoken checks Firebase ID tokens. It says who a shopper is, not
// what they may do.
package idtoken

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	firebase "firebase.google.com/go/v4"
	"firebase.google.com/go/v4/auth"
	"google.golang.org/api/option"
)

// ErrInvalid says that a token proves nothing: malformed, expired, of another
// project or not signed by Google. Any other error means that it could not be checked.
var ErrInvalid = errors.New("ID token is not valid")

// A Verifier checks the ID tokens of one Firebase project. It is safe for concurrent use.
type Verifier struct {
	client *auth.Client
	users  *checker // nil: users are not looked up
}

// New returns a Verifier for the project. It needs no credentials: Google's
// public keys are fetched with the first token, and again when they expire.
//
// Where FIREBASE_AUTH_EMULATOR_HOST is set, the Firebase SDK takes tokens that
// nobody signed and asks the emulator for the user of each. New therefore
// refuses it on Cloud Run, which sets K_SERVICE.
func New(ctx context.Context, project string) (*Verifier, error) {
	if project == "" {
		return nil, errors.New("check ID tokens: no project")
	}
	if os.Getenv("FIREBASE_AUTH_EMULATOR_HOST") != "" && os.Getenv("K_SERVICE") != "" {
		return nil, errors.New("check ID tokens: FIREBASE_AUTH_EMULATOR_HOST is set in production, where it would let anybody in")
	}
	app, err := firebase.NewApp(ctx, &firebase.Config{ProjectID: project}, option.WithoutAuthentication())
	if err != nil {
		return nil, fmt.Errorf("check ID tokens of %s: %w", project, err)
	}
	client, err := app.Auth(ctx)
	if err != nil {
		return nil, fmt.Errorf("check ID tokens of %s: %w", project, err)
	}
	return &Verifier{client: client}, nil
}

// Verify returns the user whose token it is, or ErrInvalid. The user's ID is
// not empty and holds no slash. Without Checking, a token stays valid until it
// expires, within the hour, also when the user is disabled meanwhile.
func (v *Verifier) Verify(ctx context.Context, idToken string) (uid string, err error) {
	token, err := v.client.VerifyIDToken(ctx, idToken)
	if auth.IsIDTokenInvalid(err) || auth.IsUserNotFound(err) { // only the emulator's users are looked up
		return "", fmt.Errorf("%w: %w", ErrInvalid, err)
	}
	if err != nil {
		return "", fmt.Errorf("check ID token: %w", err)
	}
	if strings.Contains(token.UID, "/") {
		return "", fmt.Errorf("%w: user ID %q holds a slash", ErrInvalid, token.UID)
	}
	if v.users != nil {
		if err := v.users.check(ctx, token.UID, time.Unix(token.IssuedAt, 0)); err != nil {
			return "", err
		}
	}
	return token.UID, nil
}
