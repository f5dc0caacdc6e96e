package idtoken

import (
	"errors"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"shopfyp.dev/shared/gcp/idtoken/idtokentest"
)

const project = "demo-shop"

type claims = map[string]any

// with returns the claims of a valid token for ann, with the changes applied.
func with(changes claims) claims {
	now := time.Now().Unix()
	c := claims{
		"iss": "https://securetoken.google.com/" + project, "aud": project, "sub": "ann", "user_id": "ann",
		"iat": now - 60, "exp": now + 3600, "auth_time": now - 60,
	}
	maps.Copy(c, changes)
	return c
}

// badClaims returns claims that Verify must reject even if the signature is valid.
func badClaims() map[string]claims {
	hour := int64(3600)
	now := time.Now().Unix()
	return map[string]claims{
		"expired":              with(claims{"iat": now - 2*hour, "exp": now - hour}),
		"issued in the future": with(claims{"iat": now + hour, "exp": now + 2*hour}),
		"another project":      with(claims{"aud": "demo-other"}),
		"another issuer":       with(claims{"iss": "https://securetoken.google.com/demo-other"}),
		"no user ID":           with(claims{"sub": ""}),
		"user ID not a string": with(claims{"sub": 7}),
		"slash in user ID":     with(claims{"sub": "a/b"}),
		"user ID too long":     with(claims{"sub": strings.Repeat("x", 129)}),
		"no claims":            {},
	}
}

func newVerifier(t *testing.T) *Verifier {
	t.Helper()
	v, err := New(t.Context(), project)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func checkInvalid(t *testing.T, v *Verifier, name, token string) {
	t.Helper()
	if user, err := v.Verify(t.Context(), token); user.ID != "" || !errors.Is(err, ErrInvalid) {
		t.Errorf("%s: Verify = %q, %v, want ErrInvalid", name, user.ID, err)
	}
}

func TestVerifyWithTheEmulator(t *testing.T) {
	idtokentest.Emulate(t)
	v := newVerifier(t)
	if user, err := v.Verify(t.Context(), idtokentest.Token(project, "ann")); user.ID != "ann" || err != nil {
		t.Errorf("Verify = %q, %v, want ann", user.ID, err)
	}
	checkInvalid(t, v, "another project", idtokentest.Token("demo-other", "ann"))
	for name, payload := range badClaims() {
		checkInvalid(t, v, name, idtokentest.Sign(t, claims{"alg": "none", "typ": "JWT"}, payload, nil))
	}
	for name, text := range map[string]string{
		"empty": "", "not a JWT": "ann", "dots": "..", "not base64": "a.b.c", "not UTF-8": "\xff.\xff.\xff", "not JSON": "YQ.YQ.YQ",
	} {
		checkInvalid(t, v, name, text)
	}
}

func TestVerifyChecksUsersOfTheEmulator(t *testing.T) {
	for name, answer := range map[string]string{
		"deleted":  `{}`,
		"disabled": `{"users": [{"localId": "ann", "disabled": true}]}`,
		"revoked":  `{"users": [{"localId": "ann", "validSince": "99999999999"}]}`,
	} {
		emulator := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte(answer)) }))
		t.Cleanup(emulator.Close)
		t.Setenv("FIREBASE_AUTH_EMULATOR_HOST", emulator.Listener.Addr().String())
		checkInvalid(t, newVerifier(t), name, idtokentest.Token(project, "ann"))
	}
}

func TestVerifyRejectsUnsignedTokens(t *testing.T) {
	t.Setenv("FIREBASE_AUTH_EMULATOR_HOST", "")
	v := newVerifier(t)
	for name, header := range map[string]claims{
		"alg none":             {"alg": "none", "typ": "JWT"},
		"alg none, with a key": {"alg": "none", "typ": "JWT", "kid": "key-1"},
		"HS256":                {"alg": "HS256", "typ": "JWT", "kid": "key-1"},
	} {
		checkInvalid(t, v, name, idtokentest.Sign(t, header, with(nil), nil))
	}
}

func TestVerifyChecksSignature(t *testing.T) {
	google, other := idtokentest.NewKey(t), idtokentest.NewKey(t)
	idtokentest.Publish(t, google)
	v := newVerifier(t)
	header := claims{"alg": "RS256", "typ": "JWT", "kid": "key-1"}
	good := idtokentest.Sign(t, header, with(nil), google)
	if user, err := v.Verify(t.Context(), good); user.ID != "ann" || err != nil {
		t.Errorf("Verify = %q, %v, want ann", user.ID, err)
	}
	checkInvalid(t, v, "signed with another key", idtokentest.Sign(t, header, with(nil), other))
	checkInvalid(t, v, "unknown key ID", idtokentest.Sign(t, claims{"alg": "RS256", "kid": "key-2"}, with(nil), google))
	bob, _, _ := strings.Cut(idtokentest.Sign(t, header, with(claims{"sub": "bob"}), nil), "..")
	checkInvalid(t, v, "bob's claims with ann's signature", bob[:strings.LastIndex(bob, ".")+1]+good[strings.LastIndex(good, ".")+1:])
	for name, payload := range badClaims() {
		checkInvalid(t, v, name, idtokentest.Sign(t, header, payload, google))
	}
}

func TestVerifyWhileKeysAreUnavailable(t *testing.T) {
	idtokentest.PlayGoogle(t, func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "unavailable", http.StatusBadGateway) })
	user, err := newVerifier(t).Verify(t.Context(), idtokentest.Sign(t, claims{"alg": "RS256", "kid": "key-1"}, with(nil), idtokentest.NewKey(t)))
	if user.ID != "" || err == nil || errors.Is(err, ErrInvalid) {
		t.Errorf("Verify = %q, %v, want an error that is not ErrInvalid", user.ID, err)
	}
}

func TestNewReturnsErrors(t *testing.T) {
	for _, tc := range []struct{ name, project, emulator, service string }{
		{"emulator in production", project, "127.0.0.1:9099", "search"},
		{"no project", "", "", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Setenv("FIREBASE_AUTH_EMULATOR_HOST", tc.emulator)
			t.Setenv("K_SERVICE", tc.service)
			if v, err := New(t.Context(), tc.project); err == nil {
				t.Errorf("New = %v, want an error", v)
			}
		})
	}
	t.Run("production without emulator", func(t *testing.T) {
		t.Setenv("FIREBASE_AUTH_EMULATOR_HOST", "")
		t.Setenv("K_SERVICE", "search")
		newVerifier(t)
	})
}
