// Package idtoken verifies Firebase ID tokens. It identifies the user and reads the user's role. It does not check
// permissions.
package idtoken

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	firebase "firebase.google.com/go/v4"
	"firebase.google.com/go/v4/auth"
	"google.golang.org/api/option"

	"shopfyp.dev/shared/staff"
)

// ErrInvalid reports that a token is malformed, expired, revoked, for another project or not
// signed by Google, or that its user was deleted or disabled. Any other error from Verify means
// that it could not check the token.
var ErrInvalid = errors.New("ID token is not valid")

// A Verifier verifies the ID tokens of one Firebase project. It is safe for concurrent use.
type Verifier struct {
	client *auth.Client
	users  *checker // nil means that Verify does not look up users
}

// New returns a Verifier for the project. It needs no credentials. The Verifier
// fetches Google's public keys for the first token, and again when they expire.
//
// If FIREBASE_AUTH_EMULATOR_HOST is set, the Firebase SDK accepts unsigned tokens
// and looks up their users in the emulator. New therefore returns an error if the
// variable is set on Cloud Run, which also sets K_SERVICE.
func New(ctx context.Context, project string) (*Verifier, error) {
	if project == "" {
		return nil, errors.New("check ID tokens: no project")
	}
	if os.Getenv("FIREBASE_AUTH_EMULATOR_HOST") != "" && os.Getenv("K_SERVICE") != "" {
		return nil, errors.New("check ID tokens: FIREBASE_AUTH_EMULATOR_HOST is set in production, where it would make the server accept unsigned tokens")
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

// roleClaim is the custom claim of a token that holds the role of a member of the staff. authusers sets it.
const roleClaim = "role"

// Verify returns the token's user, or ErrInvalid. The user's ID is not empty and contains no slash. Without Checking, a
// token stays valid until it expires, for up to an hour, even if the user has been disabled or has lost the role.
//
// Only a verified email address gives a role, because anyone can sign up with an address that they do not own.
func (v *Verifier) Verify(ctx context.Context, idToken string) (staff.User, error) {
	token, err := v.verify(ctx, idToken)
	if err != nil {
		return staff.User{}, err
	}
	u := staff.User{ID: token.UID}
	u.Email, _ = token.Claims["email"].(string)
	role, _ := token.Claims[roleClaim].(string)
	if verified, _ := token.Claims["email_verified"].(bool); verified && slices.Contains(staff.Roles, staff.Role(role)) {
		u.Role = staff.Role(role)
	}
	return u, nil
}

// VerifyAnonymous is Verify, but returns ErrInvalid for the token of a user who has linked an email address or another
// provider. A token names the providers of the time when it was issued.
func (v *Verifier) VerifyAnonymous(ctx context.Context, idToken string) (uid string, err error) {
	token, err := v.verify(ctx, idToken)
	if err != nil {
		return "", err
	}
	if token.Firebase.SignInProvider != "anonymous" || len(token.Firebase.Identities) > 0 {
		return "", fmt.Errorf("%w: the user is not anonymous", ErrInvalid)
	}
	return token.UID, nil
}

// verify returns the token if it is valid.
func (v *Verifier) verify(ctx context.Context, idToken string) (*auth.Token, error) {
	token, err := v.client.VerifyIDToken(ctx, idToken)
	if auth.IsIDTokenInvalid(err) || auth.IsUserNotFound(err) { // the SDK looks up users only in the emulator
		return nil, fmt.Errorf("%w: %w", ErrInvalid, err)
	}
	if err != nil {
		return nil, fmt.Errorf("check ID token: %w", err)
	}
	if strings.Contains(token.UID, "/") {
		return nil, fmt.Errorf("%w: user ID %q contains a slash", ErrInvalid, token.UID)
	}
	if v.users != nil {
		if err := v.users.check(ctx, token.UID, time.Unix(token.IssuedAt, 0)); err != nil {
			return nil, err
		}
	}
	return token, nil
}
