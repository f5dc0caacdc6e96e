package idtokentest

import (
	"context"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

// KeyID is the name under which Publish gives out its key.
const KeyID = "key-1"

// NewKey returns a key to sign with.
func NewKey(t testing.TB) *rsa.PrivateKey {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// Sign returns a JWT; a nil key leaves it unsigned, as the Auth emulator's are.
func Sign(t testing.TB, header, payload map[string]any, key *rsa.PrivateKey) string {
	t.Helper()
	part := func(v any) string {
		data, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return base64.RawURLEncoding.EncodeToString(data)
	}
	signed := part(header) + "." + part(payload)
	if key == nil {
		return signed + "."
	}
	sum := sha256.Sum256([]byte(signed))
	signature, err := rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA256, sum[:])
	if err != nil {
		t.Fatal(err)
	}
	return signed + "." + base64.RawURLEncoding.EncodeToString(signature)
}

// PlayGoogle has every HTTPS request of this process answered by h, until the test ends. Verifiers that the
// test makes from now on are production's.
func PlayGoogle(t testing.TB, h http.HandlerFunc) {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	internet := http.DefaultTransport
	t.Cleanup(func() { http.DefaultTransport = internet })
	http.DefaultTransport = &http.Transport{
		DialTLSContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, network, server.Listener.Addr().String())
		},
	}
	t.Setenv("FIREBASE_AUTH_EMULATOR_HOST", "")
}

// Publish is PlayGoogle with the key as the one that Google signs with.
func Publish(t testing.TB, key *rsa.PrivateKey) {
	t.Helper()
	keys := map[string]string{KeyID: certificate(t, key)}
	PlayGoogle(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Cache-Control", "max-age=3600")
		json.NewEncoder(w).Encode(keys)
	})
}

// certificate returns the key's public half as Google publishes it.
func certificate(t testing.TB, key *rsa.PrivateKey) string {
	t.Helper()
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))
}
