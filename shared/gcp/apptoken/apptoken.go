// Package apptoken checks Firebase App Check tokens: they say that a request
// comes from our app, not who sends it.
package apptoken

import (
	"context"
	"errors"
	"fmt"

	firebase "firebase.google.com/go/v4"
	"firebase.google.com/go/v4/appcheck"
	"google.golang.org/api/option"
)

// ErrInvalid says that a token proves nothing: malformed, expired, of another project or not signed by Google.
var ErrInvalid = errors.New("App Check token is not valid")

// A Verifier checks the tokens of one Firebase project. It is safe for concurrent use.
type Verifier struct{ client *appcheck.Client }

// New returns a Verifier for the project, with Google's public keys, which are fetched
// again every six hours for as long as the process lives. It needs no credentials.
func New(project string) (*Verifier, error) {
	ctx := context.Background() // the keys outlive the request that is the first to need them
	app, err := firebase.NewApp(ctx, &firebase.Config{ProjectID: project}, option.WithoutAuthentication())
	if err != nil {
		return nil, fmt.Errorf("check App Check tokens of %s: %w", project, err)
	}
	client, err := app.AppCheck(ctx)
	if err != nil {
		return nil, fmt.Errorf("check App Check tokens of %s: %w", project, err)
	}
	return &Verifier{client}, nil
}

// Verify returns nil for a good token, else ErrInvalid.
func (v *Verifier) Verify(token string) (err error) {
	defer func() { // the SDK takes claims for what they ought to be
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %v", ErrInvalid, p)
		}
	}()
	if _, err := v.client.VerifyToken(token); err != nil {
		return fmt.Errorf("%w: %w", ErrInvalid, err)
	}
	return nil
}
