// Package authusers looks up and deletes the users of Firebase Auth. It
// implements account.Users.
package authusers

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	firebase "firebase.google.com/go/v4"
	"firebase.google.com/go/v4/auth"
)

// Users looks up and deletes the users of one Firebase project. It is safe for concurrent use.
type Users struct{ client *auth.Client }

// New returns the users of the project. The service account of the process needs the role Firebase
// Authentication Admin, or Firebase Authentication Viewer if it only looks up users. If
// FIREBASE_AUTH_EMULATOR_HOST is set, New uses the emulator, which needs no role.
func New(ctx context.Context, project string) (*Users, error) {
	if project == "" {
		return nil, errors.New("users: no project")
	}
	if os.Getenv("FIREBASE_AUTH_EMULATOR_HOST") != "" && os.Getenv("K_SERVICE") != "" {
		return nil, errors.New("users: FIREBASE_AUTH_EMULATOR_HOST is set in production")
	}
	app, err := firebase.NewApp(ctx, &firebase.Config{ProjectID: project})
	if err != nil {
		return nil, fmt.Errorf("users of %s: %w", project, err)
	}
	client, err := app.Auth(ctx)
	if err != nil {
		return nil, fmt.Errorf("users of %s: %w", project, err)
	}
	return &Users{client}, nil
}

// UserStatus looks up a user. ok reports whether the user exists and is not disabled. validAfter is the time
// of the last revocation, to the second: tokens issued before it are revoked.
func (u *Users) UserStatus(ctx context.Context, userID string) (validAfter time.Time, ok bool, err error) {
	user, err := u.client.GetUser(ctx, userID)
	if auth.IsUserNotFound(err) {
		return time.Time{}, false, nil
	}
	if err != nil {
		return time.Time{}, false, fmt.Errorf("user %s: %w", userID, err)
	}
	return time.UnixMilli(user.TokensValidAfterMillis), !user.Disabled, nil
}

// Delete removes a user and all of their sign-in methods. It returns nil if the user does not exist.
// The user's existing ID tokens stay valid until they expire, for up to an hour, unless the verifier checks
// the user's status.
func (u *Users) Delete(ctx context.Context, userID string) error {
	err := u.client.DeleteUser(ctx, userID)
	if err == nil || auth.IsUserNotFound(err) {
		return nil
	}
	if ended := ctx.Err(); ended != nil {
		return fmt.Errorf("delete user %s: %w: %w", userID, ended, err)
	}
	return fmt.Errorf("delete user %s: %w", userID, err)
}
