package apptoken

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"maps"
	"math/big"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"firebase.google.com/go/v4/appcheck"
)

type claims = map[string]any

var encode = base64.RawURLEncoding.EncodeToString

// token returns a JWT of the claims, which are good ones but for the changes.
func token(t *testing.T, key *rsa.PrivateKey, header, changes claims) string {
	t.Helper()
	now := time.Now().Unix()
	payload := claims{
		"iss": "https://firebaseappcheck.googleapis.com/1", "aud": []string{"projects/1", "projects/demo-shop"},
		"sub": "1:1:web:1", "iat": now - 60, "exp": now + 3600,
	}
	maps.Copy(payload, changes)
	part := func(v any) string {
		data, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return encode(data)
	}
	signed := part(header) + "." + part(payload)
	sum := sha256.Sum256([]byte(signed))
	signature, err := rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA256, sum[:])
	if err != nil {
		t.Fatal(err)
	}
	return signed + "." + encode(signature)
}

func newKey(t *testing.T) *rsa.PrivateKey {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// playGoogle has the SDK fetch its keys from a server of the test's, until the test ends.
func playGoogle(t *testing.T, answer any) {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { json.NewEncoder(w).Encode(answer) }))
	t.Cleanup(server.Close)
	google := appcheck.JWKSUrl
	t.Cleanup(func() { appcheck.JWKSUrl = google })
	appcheck.JWKSUrl = server.URL
}

func TestVerify(t *testing.T) {
	google, nobody := newKey(t), newKey(t)
	playGoogle(t, claims{"keys": []claims{{
		"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "key-1",
		"n": encode(google.N.Bytes()), "e": encode(big.NewInt(int64(google.E)).Bytes()),
	}}})
	v, err := New("demo-shop")
	if err != nil {
		t.Fatal(err)
	}
	header := claims{"alg": "RS256", "typ": "JWT", "kid": "key-1"}
	if err := v.Verify(token(t, google, header, nil)); err != nil {
		t.Errorf("a good token: %v", err)
	}
	now := time.Now().Unix()
	for name, bad := range map[string]string{
		"signed by nobody": token(t, nobody, header, nil),
		"an unknown key":   token(t, google, claims{"alg": "RS256", "typ": "JWT", "kid": "key-2"}, nil),
		"no algorithm":     token(t, google, claims{"alg": "none", "typ": "JWT", "kid": "key-1"}, nil),
		"expired":          token(t, google, header, claims{"exp": now - 60}),
		"another project":  token(t, google, header, claims{"aud": []string{"projects/demo-other"}}),
		"another issuer":   token(t, google, header, claims{"iss": "https://example.org/1"}),
		"no app":           token(t, google, header, claims{"sub": ""}),
		"no audience":      token(t, google, header, claims{"aud": nil}),
		"an odd audience":  token(t, google, header, claims{"aud": []int{1}}),
		"no token":         "x",
		"nothing":          "",
	} {
		if err := v.Verify(bad); !errors.Is(err, ErrInvalid) {
			t.Errorf("%s: %v, want ErrInvalid", name, err)
		}
	}
}

func TestKeysOutOfReach(t *testing.T) {
	playGoogle(t, "no keys")
	if v, err := New("demo-shop"); err == nil || errors.Is(err, ErrInvalid) {
		t.Errorf("New = %v, %v, want an error that is not ErrInvalid", v, err)
	}
}
