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

// administer returns an administrator's client of the stack's Auth emulator.
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

// An ending is an administrator's action that invalidates a user's tokens.
type ending struct {
	name string
	do   func(ctx context.Context, admin *auth.Client, uid string) error
}

var endings = []ending{
	{"revoked", func(ctx context.Context, admin *auth.Client, uid string) error {
		return admin.RevokeRefreshTokens(ctx, uid)
	}},
	{"disabled", func(ctx context.Context, admin *auth.Client, uid string) error {
		_, err := admin.UpdateUser(ctx, uid, (&auth.UserToUpdate{}).Disabled(true))
		return err
	}},
	{"deleted", func(ctx context.Context, admin *auth.Client, uid string) error { return admin.DeleteUser(ctx, uid) }},
}

// nextSecond waits more than a second. A revocation has a resolution of seconds and spares tokens of the same second.
func nextSecond() { time.Sleep(1100 * time.Millisecond) }

// endedUsersAreKeptOut checks that the shop rejects the tokens of revoked, disabled and deleted users, and accepts a new token after a revocation.
func endedUsersAreKeptOut(t *testing.T, s *stack) {
	admin := s.administer(t)
	for _, end := range endings {
		me := s.newMember(t, end.name+"@shopfyp.example")
		me.search(t, "yoga mat")
		nextSecond()
		if err := end.do(t.Context(), admin, me.ID); err != nil {
			t.Fatalf("%s: %v", end.name, err)
		}
		for _, call := range []struct{ method, path string }{
			{http.MethodGet, "/api/recommend/" + me.ID}, {http.MethodGet, "/api/history"}, {http.MethodDelete, "/api/account"},
		} {
			if status, _ := me.try(call.method, call.path, nil, nil); status != http.StatusUnauthorized {
				t.Errorf("%s: %s %s: status %d, want 401", end.name, call.method, call.path, status)
			}
		}
		again := &shopper{stack: s}
		status := s.signIn(end.name+"@shopfyp.example", again)
		if end.name != "revoked" {
			if status == http.StatusOK {
				t.Errorf("%s: the user can sign in again", end.name)
			}
			continue
		}
		if again.recommend(t); again.ID != me.ID {
			t.Errorf("after a revocation the user ID is %q, want %q", again.ID, me.ID)
		}
	}
}

// productionKeepsEndedUsersOut checks production's verifier, which checks signatures and looks up users. Only
// Google's key is replaced by a test key; the users are the Auth emulator's.
func productionKeepsEndedUsersOut(t *testing.T, s *stack) {
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
	for _, end := range endings {
		me := s.newShopper(t)
		nextSecond() // after the sign-up, which counts as a revocation
		before := signedToken(t, google, s.Project, me.ID)
		if uid, err := verifier.Verify(t.Context(), before); uid != me.ID || err != nil {
			t.Fatalf("before the user is %s: Verify = %q, %v, want %s", end.name, uid, err, me.ID)
		}
		nextSecond()
		if err := end.do(t.Context(), admin, me.ID); err != nil {
			t.Fatalf("%s: %v", end.name, err)
		}
		if uid, err := verifier.Verify(t.Context(), before); !errors.Is(err, idtoken.ErrInvalid) {
			t.Errorf("%s: Verify = %q, %v, want ErrInvalid", end.name, uid, err)
		}
		nextSecond()
		after := signedToken(t, google, s.Project, me.ID)
		if _, err := verifier.Verify(t.Context(), after); (err == nil) != (end.name == "revoked") {
			t.Errorf("%s: Verify of a newer token: %v, want success only after a revocation", end.name, err)
		}
	}
}

// signedToken returns a token of the user that is valid from now on.
func signedToken(t *testing.T, key *rsa.PrivateKey, project, uid string) string {
	t.Helper()
	now := time.Now().Unix()
	return idtokentest.Sign(t, map[string]any{"alg": "RS256", "typ": "JWT", "kid": idtokentest.KeyID}, map[string]any{
		"iss": "https://securetoken.google.com/" + project, "aud": project, "sub": uid, "user_id": uid,
		"iat": now, "exp": now + 3600, "auth_time": now,
	}, key)
}
