package e2e

import (
	"context"
	"crypto/rsa"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	firebase "firebase.google.com/go/v4"
	"firebase.google.com/go/v4/auth"

	"shopfyp.dev/shared/gcp/authusers"
	"shopfyp.dev/shared/gcp/idtoken"
	"shopfyp.dev/shared/gcp/idtoken/idtokentest"
)

// administer returns an admin client of the stack's Auth emulator.
func (s *stack) administer(t *testing.T) *auth.Client {
	t.Helper()
	t.Setenv("FIREBASE_AUTH_EMULATOR_HOST", strings.TrimPrefix(s.Auth, "http://"))
	app, err := firebase.NewApp(t.Context(), &firebase.Config{ProjectID: s.Project})
	if err != nil {
		t.Fatal(err)
	}
	client, err := app.Auth(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// A block is an administrator's action that invalidates a user's tokens.
type block struct {
	name string
	do   func(ctx context.Context, admin *auth.Client, uid string) error
}

var blocks = []block{
	{"revoked", func(ctx context.Context, admin *auth.Client, uid string) error {
		return admin.RevokeRefreshTokens(ctx, uid)
	}},
	{"disabled", func(ctx context.Context, admin *auth.Client, uid string) error {
		_, err := admin.UpdateUser(ctx, uid, (&auth.UserToUpdate{}).Disabled(true))
		return err
	}},
	{"deleted", func(ctx context.Context, admin *auth.Client, uid string) error { return admin.DeleteUser(ctx, uid) }},
}

// nextSecond waits for more than a second. Revocations have a resolution of seconds: they do not affect tokens of the
// same second.
func nextSecond() { time.Sleep(1100 * time.Millisecond) }

// blockedUsersAreRejected checks that the shop rejects the tokens of revoked, disabled and deleted users, and accepts a
// new token after a revocation.
func blockedUsersAreRejected(t *testing.T, s *stack) {
	admin := s.administer(t)
	for _, b := range blocks {
		me := s.newMember(t, b.name+"@shopfyp.example")
		me.search(t, "yoga mat")
		nextSecond()
		if err := b.do(t.Context(), admin, me.ID); err != nil {
			t.Fatalf("%s: %v", b.name, err)
		}
		for _, call := range []struct{ method, path string }{
			{http.MethodGet, "/api/recommend/" + me.ID}, {http.MethodGet, "/api/history"}, {http.MethodDelete, "/api/account"},
		} {
			if status, _ := me.try(call.method, call.path, nil, nil); status != http.StatusUnauthorized {
				t.Errorf("%s: %s %s: status %d, want 401", b.name, call.method, call.path, status)
			}
		}
		again := &shopper{stack: s}
		status := s.signIn(b.name+"@shopfyp.example", again)
		if b.name != "revoked" {
			if status == http.StatusOK {
				t.Errorf("%s: the user can sign in again", b.name)
			}
			continue
		}
		if again.recommend(t); again.ID != me.ID {
			t.Errorf("after a revocation, the user ID is %q, want %q", again.ID, me.ID)
		}
	}
}

// productionRejectsBlockedUsers tests the verifier of production, which checks signatures and looks up users. A test
// key replaces Google's key, and the users are in the Auth emulator.
func productionRejectsBlockedUsers(t *testing.T, s *stack) {
	google := idtokentest.NewKey(t)
	idtokentest.Publish(t, google)
	signed, err := idtoken.New(t.Context(), s.Project)
	if err != nil {
		t.Fatal(err)
	}
	admin := s.administer(t)
	users, err := authusers.New(t.Context(), s.Project)
	if err != nil {
		t.Fatal(err)
	}
	verifier, err := signed.Checking(users.UserStatus, 0) // looks up the user at every call
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range blocks {
		me := s.newShopper(t)
		nextSecond() // the sign-up counts as a revocation
		before := signedToken(t, google, s.Project, me.ID)
		if user, err := verifier.Verify(t.Context(), before); user.ID != me.ID || err != nil {
			t.Fatalf("Verify before the user is %s = %q, %v, want %s", b.name, user.ID, err, me.ID)
		}
		nextSecond()
		if err := b.do(t.Context(), admin, me.ID); err != nil {
			t.Fatalf("%s: %v", b.name, err)
		}
		if user, err := verifier.Verify(t.Context(), before); !errors.Is(err, idtoken.ErrInvalid) {
			t.Errorf("%s: Verify = %q, %v, want ErrInvalid", b.name, user.ID, err)
		}
		nextSecond()
		after := signedToken(t, google, s.Project, me.ID)
		if _, err := verifier.Verify(t.Context(), after); (err == nil) != (b.name == "revoked") {
			t.Errorf("%s: Verify of a newer token: %v, want success only after a revocation", b.name, err)
		}
	}
}

// signedToken returns a token of the user that is valid for an hour from now.
func signedToken(t *testing.T, key *rsa.PrivateKey, project, uid string) string {
	t.Helper()
	now := time.Now().Unix()
	return idtokentest.Sign(t, map[string]any{"alg": "RS256", "typ": "JWT", "kid": idtokentest.KeyID}, map[string]any{
		"iss": "https://securetoken.google.com/" + project, "aud": project, "sub": uid, "user_id": uid,
		"iat": now, "exp": now + 3600, "auth_time": now,
	}, key)
}
