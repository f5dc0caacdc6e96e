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

// KeyID is the ID of the key that Publish serves.
const KeyID = "key-1"

// NewKey returns a new signing key.
func NewKey(t testing.TB) *rsa.PrivateKey {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// Sign returns a JWT. If key is nil, the JWT is unsigned, like the tokens of the Auth emulator.
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

// PlayGoogle routes every HTTPS request of this process to h until the test ends. It also clears
// FIREBASE_AUTH_EMULATOR_HOST, so that new Verifiers check signatures as in production.
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

// Publish is PlayGoogle with a server that publishes key as Google's signing key.
func Publish(t testing.TB, key *rsa.PrivateKey) {
	t.Helper()
	keys := map[string]string{KeyID: certificate(t, key)}
	PlayGoogle(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Cache-Control", "max-age=3600")
		json.NewEncoder(w).Encode(keys)
	})
}

// certificate returns a certificate of the public key, the format in which Google publishes keys.
func certificate(t testing.TB, key *rsa.PrivateKey) string {
	t.Helper()
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))
}
