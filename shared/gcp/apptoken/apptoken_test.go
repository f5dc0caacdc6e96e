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

// A google is a server of keys that a test can change and break.
type google struct {
	mu     sync.Mutex
	answer any
	status int
	asked  int
	hang   chan struct{} // it answers when this is closed; nil: at once
}

// publish has the server give the keys out from now on.
func (g *google) publish(keys map[string]*rsa.PrivateKey) {
	var set []claims
	for id, key := range keys {
		set = append(set, claims{
			"kty": "RSA", "use": "sig", "alg": "RS256", "kid": id,
			"n": encode(key.N.Bytes()), "e": encode(big.NewInt(int64(key.E)).Bytes()),
		})
	}
	g.set(http.StatusOK, claims{"keys": set})
}

func (g *google) set(status int, answer any) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.status, g.answer = status, answer
}

func (g *google) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.asked++
	if g.hang != nil {
		<-g.hang
	}
	w.WriteHeader(g.status)
	json.NewEncoder(w).Encode(g.answer)
}

// newVerifier returns a Verifier of g's keys, and what moves its clock.
func newVerifier(t *testing.T, g *google) (v *Verifier, wait func(time.Duration)) {
	t.Helper()
	server := httptest.NewServer(g)
	t.Cleanup(server.Close)
	v = New("demo-shop")
	v.keys = newKeySet(server.URL)
	now := time.Now()
	v.keys.now = func() time.Time { return now }
	return v, func(d time.Duration) { now = now.Add(d) }
}

// header returns the header of a token signed with the key of that name.
func header(key string) claims { return claims{"alg": "RS256", "typ": "JWT", "kid": key} }

func TestVerify(t *testing.T) {
	key, nobody := newKey(t), newKey(t)
	g := &google{}
	g.publish(map[string]*rsa.PrivateKey{"key-1": key})
	v, _ := newVerifier(t, g)
	if err := v.Verify(t.Context(), token(t, key, header("key-1"), nil)); err != nil {
		t.Errorf("a good token: %v", err)
	}
	now := time.Now().Unix()
	for name, bad := range map[string]string{
		"signed by nobody": token(t, nobody, header("key-1"), nil),
		"an unknown key":   token(t, key, header("key-2"), nil),
		"no key":           token(t, key, claims{"alg": "RS256", "typ": "JWT"}, nil),
		"an odd key":       token(t, key, claims{"alg": "RS256", "typ": "JWT", "kid": 1}, nil),
		"no algorithm":     token(t, key, claims{"alg": "none", "typ": "JWT", "kid": "key-1"}, nil),
		"a shared secret":  token(t, key, claims{"alg": "HS256", "typ": "JWT", "kid": "key-1"}, nil),
		"another type":     token(t, key, claims{"alg": "RS256", "typ": "JWE", "kid": "key-1"}, nil),
		"expired":          token(t, key, header("key-1"), claims{"exp": now - 60}),
		"never expires":    token(t, key, header("key-1"), claims{"exp": nil}),
		"of the future":    token(t, key, header("key-1"), claims{"iat": now + 600}),
		"of no time":       token(t, key, header("key-1"), claims{"iat": nil}),
		"another project":  token(t, key, header("key-1"), claims{"aud": []string{"projects/demo-other"}}),
		"another issuer":   token(t, key, header("key-1"), claims{"iss": "https://example.org/1"}),
		"no app":           token(t, key, header("key-1"), claims{"sub": ""}),
		"no audience":      token(t, key, header("key-1"), claims{"aud": nil}),
		"an odd audience":  token(t, key, header("key-1"), claims{"aud": []int{1}}),
		"no token":         "x",
		"nothing":          "",
	} {
		if err := v.Verify(t.Context(), bad); !errors.Is(err, ErrInvalid) {
			t.Errorf("%s: %v, want ErrInvalid", name, err)
		}
	}
	if g.asked != 1 {
		t.Errorf("the keys were fetched %d times in a moment, want once", g.asked)
	}
}

// checkUnchecked wants an error that is not the token's fault.
func checkUnchecked(t *testing.T, v *Verifier, token, when string) {
	t.Helper()
	if err := v.Verify(t.Context(), token); err == nil || errors.Is(err, ErrInvalid) {
		t.Errorf("%s: Verify = %v, want an error that is not ErrInvalid", when, err)
	}
}

// brokenServers are what a server of keys may answer with in place of keys.
var brokenServers = map[string]struct {
	status int
	answer any
}{
	"failing":   {http.StatusBadGateway, "not now"},
	"garbage":   {http.StatusOK, "no keys"},
	"empty":     {http.StatusOK, claims{}},
	"forbidden": {http.StatusForbidden, claims{"keys": []claims{}}},
}

// While keys cannot be fetched no token is called bad that a key signed which may be new; a known key's tokens are good.
func TestKeysOutOfReach(t *testing.T) {
	for name, broken := range brokenServers {
		t.Run(name, func(t *testing.T) {
			old, fresh := newKey(t), newKey(t)
			g := &google{status: broken.status, answer: broken.answer}
			v, wait := newVerifier(t, g)
			oldToken, freshToken := token(t, old, header("key-1"), nil), token(t, fresh, header("key-2"), nil)
			checkUnchecked(t, v, oldToken, "before any key is known")
			g.publish(map[string]*rsa.PrivateKey{"key-1": old})
			checkUnchecked(t, v, oldToken, "a moment after")
			wait(keysAgain)
			if err := v.Verify(t.Context(), oldToken); err != nil {
				t.Errorf("when the key can be fetched: %v", err)
			}
			g.set(broken.status, broken.answer)
			for range 3 {
				wait(keysFresh)
				checkUnchecked(t, v, freshToken, "of a new key, out of reach")
				checkUnchecked(t, v, freshToken, "again at once")
				if err := v.Verify(t.Context(), oldToken); err != nil {
					t.Errorf("of a known key, while none can be fetched: %v", err)
				}
			}
			g.publish(map[string]*rsa.PrivateKey{"key-1": old, "key-2": fresh})
			wait(keysAgain)
			if err := v.Verify(t.Context(), freshToken); err != nil {
				t.Errorf("of a new key, in reach again: %v", err)
			}
			if err := v.Verify(t.Context(), token(t, old, header("key-3"), nil)); !errors.Is(err, ErrInvalid) {
				t.Errorf("of a key that there is not: %v, want ErrInvalid", err)
			}
		})
	}
}

// A key that is published no more is forgotten when the keys are old, without anybody waiting for it.
func TestKeysGrowOld(t *testing.T) {
	old, fresh := newKey(t), newKey(t)
	g := &google{}
	g.publish(map[string]*rsa.PrivateKey{"key-1": old})
	v, wait := newVerifier(t, g)
	oldToken := token(t, old, header("key-1"), nil)
	if err := v.Verify(t.Context(), oldToken); err != nil {
		t.Fatal(err)
	}
	g.publish(map[string]*rsa.PrivateKey{"key-2": fresh})
	wait(keysFresh)
	for deadline := time.Now().Add(time.Minute); !errors.Is(v.Verify(t.Context(), oldToken), ErrInvalid); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("a minute later the key is still good")
		}
	}
}

// Who goes away does not wait for a server that does not answer, and takes the keys from nobody who stays.
func TestKeysThatDoNotCome(t *testing.T) {
	key := newKey(t)
	g := &google{hang: make(chan struct{})}
	g.publish(map[string]*rsa.PrivateKey{"key-1": key})
	v, _ := newVerifier(t, g)
	good := token(t, key, header("key-1"), nil)
	stays := make(chan error, 1)
	go func() { stays <- v.Verify(t.Context(), good) }()
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if err := v.Verify(gone, good); !errors.Is(err, context.Canceled) || errors.Is(err, ErrInvalid) {
		t.Errorf("Verify in an ended context = %v, want context.Canceled", err)
	}
	close(g.hang)
	if err := <-stays; err != nil {
		t.Errorf("who waited: %v", err)
	}
}
