package servicetoken_test

import (
	"crypto/rsa"
	"encoding/base64"
	"encoding/json"
	"errors"
	"maps"
	"math/big"
	"net/http"
	"testing"
	"time"

	"shopfyp.dev/shared/gcp/idtoken/idtokentest"
	"shopfyp.dev/shared/gcp/servicetoken"
)

// publish serves the public key in the format of Google's ID tokens.
func publish(t *testing.T, key *rsa.PrivateKey) {
	t.Helper()
	encode := base64.RawURLEncoding.EncodeToString
	set := map[string]any{"keys": []map[string]string{{
		"kid": idtokentest.KeyID, "kty": "RSA", "alg": "RS256", "use": "sig",
		"n": encode(key.N.Bytes()), "e": encode(big.NewInt(int64(key.E)).Bytes()),
	}}}
	idtokentest.PlayGoogle(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Cache-Control", "max-age=3600")
		json.NewEncoder(w).Encode(set)
	})
}

var header = map[string]any{"alg": "RS256", "kid": idtokentest.KeyID, "typ": "JWT"}

// claims returns the claims of a valid token, with changes.
func claims(changes map[string]any) map[string]any {
	all := map[string]any{
		"iss": "https://accounts.google.com", "aud": "my-shop", "sub": "1", "email": "backend@my-shop.iam.gserviceaccount.com",
		"email_verified": true, "iat": time.Now().Unix(), "exp": time.Now().Add(time.Hour).Unix(),
	}
	maps.Copy(all, changes)
	return all
}

func newVerifier(t *testing.T) *servicetoken.Verifier {
	t.Helper()
	v, err := servicetoken.New("my-shop")
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestVerify(t *testing.T) {
	key := idtokentest.NewKey(t)
	publish(t, key)
	v := newVerifier(t)
	email, err := v.Verify(t.Context(), idtokentest.Sign(t, header, claims(nil), key))
	if err != nil || email != "backend@my-shop.iam.gserviceaccount.com" {
		t.Errorf("Verify = %q, %v, want the address of the service account", email, err)
	}
}

func TestVerifyRejects(t *testing.T) {
	key, other := idtokentest.NewKey(t), idtokentest.NewKey(t)
	publish(t, key)
	v := newVerifier(t)
	for name, token := range map[string]string{
		"empty":            "",
		"no JWT":           "abc",
		"another key":      idtokentest.Sign(t, header, claims(nil), other),
		"unsigned":         idtokentest.Sign(t, map[string]any{"alg": "none", "typ": "JWT"}, claims(nil), nil),
		"another audience": idtokentest.Sign(t, header, claims(map[string]any{"aud": "another-shop"}), key),
		"another issuer":   idtokentest.Sign(t, header, claims(map[string]any{"iss": "https://securetoken.google.com/my-shop"}), key),
		"expired":          idtokentest.Sign(t, header, claims(map[string]any{"exp": time.Now().Add(-time.Hour).Unix()}), key),
		"no address":       idtokentest.Sign(t, header, claims(map[string]any{"email": ""}), key),
		"unverified":       idtokentest.Sign(t, header, claims(map[string]any{"email_verified": false}), key),
	} {
		if email, err := v.Verify(t.Context(), token); !errors.Is(err, servicetoken.ErrInvalid) {
			t.Errorf("Verify of a token that is %s = %q, %v, want ErrInvalid", name, email, err)
		}
	}
}

func TestVerifyWithoutKeysSaysNothingAboutTheToken(t *testing.T) {
	key := idtokentest.NewKey(t)
	idtokentest.PlayGoogle(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusServiceUnavailable) })
	_, err := newVerifier(t).Verify(t.Context(), idtokentest.Sign(t, header, claims(nil), key))
	if err == nil || errors.Is(err, servicetoken.ErrInvalid) {
		t.Errorf("Verify without Google's keys = %v, want another error than ErrInvalid", err)
	}
}

func TestIsServiceToken(t *testing.T) {
	for token, want := range map[string]bool{
		idtokentest.Sign(t, header, claims(nil), nil): true,
		idtokentest.Token("my-shop", "ann"):           false,
		"":                                            false,
		"a.b.c":                                       false,
		"ann":                                         false,
	} {
		if got := servicetoken.IsServiceToken(token); got != want {
			t.Errorf("IsServiceToken(%.40q) = %t, want %t", token, got, want)
		}
	}
}
