package api

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"
)

// backends accepts the account backend@shop.
type backends struct{ err error }

func (b backends) Claims(token string) bool { return strings.HasSuffix(token, "@shop") }

func (b backends) VerifyBackend(_ context.Context, token string) (string, error) {
	switch token {
	case "backend@shop":
		return token, b.err
	case "forged@shop":
		return "", fmt.Errorf("%w: forged", ErrUnauthenticated)
	}
	return "", fmt.Errorf("%w: %s", ErrNotTheBackend, token)
}

func TestBackend(t *testing.T) {
	tests := []struct {
		name, token string
		backend     bool // the route accepts the backend
		err         error
		status      int
		uid         string
	}{
		{"backend", "backend@shop", true, nil, 200, ""},
		{"shopper", "token-ann", true, nil, 200, "ann"},
		{"forged", "forged@shop", true, nil, 401, ""},
		{"another account", "other@shop", true, nil, 403, ""},
		{"no keys", "backend@shop", true, errors.New("no keys"), 503, ""},
		{"another route", "backend@shop", false, nil, 401, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			rt := route("GET /things/{id}", echo)
			rt.Backend = tt.backend
			s := newServerOf(new(bytes.Buffer), rt)
			s.config.Backends = backends{tt.err}
			r := httptest.NewRequest("GET", "/things/a", nil)
			r.Header.Set("Authorization", "Bearer "+tt.token)
			w := httptest.NewRecorder()
			s.ServeHTTP(w, r)
			if w.Code != tt.status {
				t.Fatalf("status = %d, want %d: %s", w.Code, tt.status, w.Body)
			}
			if want := fmt.Sprintf(`"uid":%q`, tt.uid); w.Code == 200 && !strings.Contains(w.Body.String(), want) {
				t.Errorf("body = %s, want %s", w.Body, want)
			}
		})
	}
}

// The backend is not the app, so it has no App Check token. A shopper needs one.
func TestBackendNeedsNoAppCheck(t *testing.T) {
	rt := route("GET /things/{id}", echo)
	rt.Backend = true
	s := newServerOf(new(bytes.Buffer), rt)
	s.config.Backends, s.config.Apps = backends{}, nobody{}
	for token, want := range map[string]int{"backend@shop": 200, "token-ann": 401} {
		r := httptest.NewRequest("GET", "/things/a", nil)
		r.Header.Set("Authorization", "Bearer "+token)
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if w.Code != want {
			t.Errorf("status for %s = %d, want %d", token, w.Code, want)
		}
	}
}

// nobody is an AppVerifier that accepts no token.
type nobody struct{}

func (nobody) VerifyApp(context.Context, string) error { return ErrNotTheApp }
