// Package authusers looks up and deletes the users of Firebase Auth. It is
// what stands behind account.Users.
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

// Users are those of one Firebase project. It is safe for concurrent use.
type Users struct{ client *auth.Client }

// New returns the users of the project. It acts with the service account that the process has, which
// needs the role Firebase Authentication Admin, or Viewer where nobody is deleted; where FIREBASE_AUTH_EMULATOR_HOST is set, it acts on
// the emulator instead, and needs none.
func New(ctx context.Context, project string) (*Users, error) {
	if project == "" {
		return nil, errors.New("users: no project")
	}
	if os.Getenv("FIREBASE_AUTH_EMULATOR_HOST") != "" && os.Getenv("K_SERVICE") != "" {
		return nil, errors.New("users: FIREBASE_AUTH_EMULATOR_HOST is set in production, where nobody would be deleted")
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

// UserStatus says whether there is such a user who is not disabled, and since when a token must be to be
// good: the second of the last revocation.
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

// Delete takes a user out, with every way to sign in as them; one who is not there is no error. An ID
// token that was issued before stays valid until it expires, within the hour, where nobody looks the user up.
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
