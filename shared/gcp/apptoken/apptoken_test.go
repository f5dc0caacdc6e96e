package apptoken

import (
	"context"
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
	"sync"
	"testing"
	"time"
)

type claims = map[string]any

var encode = base64.RawURLEncoding.EncodeToString

// token returns a JWT that is signed with the key. Its claims are valid apart from the changes.
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

// A keyServer serves public keys. A test can change its answer.
type keyServer struct {
	mu       sync.Mutex
	answer   any
	status   int
	requests int
	hang     chan struct{} // if not nil, the server answers only after it is closed
}

// publish makes the server answer with the keys.
func (g *keyServer) publish(keys map[string]*rsa.PrivateKey) {
	var set []claims
	for id, key := range keys {
		set = append(set, claims{
			"kty": "RSA", "use": "sig", "alg": "RS256", "kid": id,
			"n": encode(key.N.Bytes()), "e": encode(big.NewInt(int64(key.E)).Bytes()),
		})
	}
	g.set(http.StatusOK, claims{"keys": set})
}

func (g *keyServer) set(status int, answer any) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.status, g.answer = status, answer
}

func (g *keyServer) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.requests++
	if g.hang != nil {
		<-g.hang
	}
	w.WriteHeader(g.status)
	json.NewEncoder(w).Encode(g.answer)
}

// newVerifier returns a Verifier that fetches g's keys, and a function that advances its clock.
func newVerifier(t *testing.T, g *keyServer) (v *Verifier, wait func(time.Duration)) {
	t.Helper()
	server := httptest.NewServer(g)
	t.Cleanup(server.Close)
	v = New("demo-shop")
	v.keys = newKeySet(server.URL)
	now := time.Now()
	v.keys.now = func() time.Time { return now }
	return v, func(d time.Duration) { now = now.Add(d) }
}

// header returns the header of a token that names the signing key.
func header(keyID string) claims { return claims{"alg": "RS256", "typ": "JWT", "kid": keyID} }

func TestVerify(t *testing.T) {
	key, otherKey := newKey(t), newKey(t)
	g := &keyServer{}
	g.publish(map[string]*rsa.PrivateKey{"key-1": key})
	v, _ := newVerifier(t, g)
	if err := v.Verify(t.Context(), token(t, key, header("key-1"), nil)); err != nil {
		t.Errorf("Verify(valid token) = %v, want nil", err)
	}
	now := time.Now().Unix()
	for name, bad := range map[string]string{
		"wrong signature":   token(t, otherKey, header("key-1"), nil),
		"unknown key":       token(t, key, header("key-2"), nil),
		"no key ID":         token(t, key, claims{"alg": "RS256", "typ": "JWT"}, nil),
		"key ID not string": token(t, key, claims{"alg": "RS256", "typ": "JWT", "kid": 1}, nil),
		"no algorithm":      token(t, key, claims{"alg": "none", "typ": "JWT", "kid": "key-1"}, nil),
		"HMAC algorithm":    token(t, key, claims{"alg": "HS256", "typ": "JWT", "kid": "key-1"}, nil),
		"type not JWT":      token(t, key, claims{"alg": "RS256", "typ": "JWE", "kid": "key-1"}, nil),
		"expired":           token(t, key, header("key-1"), claims{"exp": now - 60}),
		"never expires":     token(t, key, header("key-1"), claims{"exp": nil}),
		"issued in future":  token(t, key, header("key-1"), claims{"iat": now + 600}),
		"no issue time":     token(t, key, header("key-1"), claims{"iat": nil}),
		"another project":   token(t, key, header("key-1"), claims{"aud": []string{"projects/demo-other"}}),
		"another issuer":    token(t, key, header("key-1"), claims{"iss": "https://example.org/1"}),
		"no app ID":         token(t, key, header("key-1"), claims{"sub": ""}),
		"no audience":       token(t, key, header("key-1"), claims{"aud": nil}),
		"bad audience":      token(t, key, header("key-1"), claims{"aud": []int{1}}),
		"not a token":       "x",
		"empty":             "",
	} {
		if err := v.Verify(t.Context(), bad); !errors.Is(err, ErrInvalid) {
			t.Errorf("%s: Verify = %v, want ErrInvalid", name, err)
		}
	}
	if g.requests != 1 {
		t.Errorf("fetched the keys %d times within the minimum interval, want once", g.requests)
	}
}

// wantUnverified fails the test unless Verify reports that it could not check the token.
func wantUnverified(t *testing.T, v *Verifier, token, when string) {
	t.Helper()
	if err := v.Verify(t.Context(), token); err == nil || errors.Is(err, ErrInvalid) {
		t.Errorf("%s: Verify = %v, want an error that is not ErrInvalid", when, err)
	}
}

// brokenServers holds answers that contain no keys.
var brokenServers = map[string]struct {
	status int
	answer any
}{
	"failing":   {http.StatusBadGateway, "not now"},
	"garbage":   {http.StatusOK, "no keys"},
	"empty":     {http.StatusOK, claims{}},
	"forbidden": {http.StatusForbidden, claims{"keys": []claims{}}},
}

// While the key server is unavailable, tokens signed with a cached key stay valid. Verify does not return
// ErrInvalid for an unknown key, because the key may be new.
func TestVerifyWhileKeysAreUnavailable(t *testing.T) {
	for name, broken := range brokenServers {
		t.Run(name, func(t *testing.T) {
			old, fresh := newKey(t), newKey(t)
			g := &keyServer{status: broken.status, answer: broken.answer}
			v, wait := newVerifier(t, g)
			oldToken, freshToken := token(t, old, header("key-1"), nil), token(t, fresh, header("key-2"), nil)
			wantUnverified(t, v, oldToken, "before the first fetch succeeds")
			g.publish(map[string]*rsa.PrivateKey{"key-1": old})
			wantUnverified(t, v, oldToken, "within the minimum interval")
			wait(keysMinRetry)
			if err := v.Verify(t.Context(), oldToken); err != nil {
				t.Errorf("after the first fetch: Verify = %v, want nil", err)
			}
			g.set(broken.status, broken.answer)
			for range 3 {
				wait(keysMaxAge)
				wantUnverified(t, v, freshToken, "with a new key, keys unavailable")
				wantUnverified(t, v, freshToken, "with a new key, within the minimum interval")
				if err := v.Verify(t.Context(), oldToken); err != nil {
					t.Errorf("with a cached key, keys unavailable: Verify = %v, want nil", err)
				}
			}
			g.publish(map[string]*rsa.PrivateKey{"key-1": old, "key-2": fresh})
			wait(keysMinRetry)
			if err := v.Verify(t.Context(), freshToken); err != nil {
				t.Errorf("with a new key, keys available again: Verify = %v, want nil", err)
			}
			if err := v.Verify(t.Context(), token(t, old, header("key-3"), nil)); !errors.Is(err, ErrInvalid) {
				t.Errorf("with an unknown key, keys available: Verify = %v, want ErrInvalid", err)
			}
		})
	}
}

// The background refresh removes a key that is no longer published.
func TestRefreshDropsRevokedKeys(t *testing.T) {
	old, fresh := newKey(t), newKey(t)
	g := &keyServer{}
	g.publish(map[string]*rsa.PrivateKey{"key-1": old})
	v, wait := newVerifier(t, g)
	oldToken := token(t, old, header("key-1"), nil)
	if err := v.Verify(t.Context(), oldToken); err != nil {
		t.Fatal(err)
	}
	g.publish(map[string]*rsa.PrivateKey{"key-2": fresh})
	wait(keysMaxAge)
	for deadline := time.Now().Add(time.Minute); !errors.Is(v.Verify(t.Context(), oldToken), ErrInvalid); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("the revoked key is still accepted after a minute")
		}
	}
}

// A caller stops waiting for a slow key server when its context is canceled. Other callers still get the keys.
func TestCanceledVerifyDoesNotStopTheFetch(t *testing.T) {
	key := newKey(t)
	g := &keyServer{hang: make(chan struct{})}
	g.publish(map[string]*rsa.PrivateKey{"key-1": key})
	v, _ := newVerifier(t, g)
	good := token(t, key, header("key-1"), nil)
	waiting := make(chan error, 1)
	go func() { waiting <- v.Verify(t.Context(), good) }()
	canceled, cancel := context.WithCancel(t.Context())
	cancel()
	if err := v.Verify(canceled, good); !errors.Is(err, context.Canceled) || errors.Is(err, ErrInvalid) {
		t.Errorf("Verify with a canceled context = %v, want context.Canceled", err)
	}
	close(g.hang)
	if err := <-waiting; err != nil {
		t.Errorf("Verify of the waiting caller = %v, want nil", err)
	}
}
