package api

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"shopfyp.dev/functions/internal/requestlog"
)

type appVerifierFunc func(ctx context.Context, token string) error

func (f appVerifierFunc) VerifyApp(ctx context.Context, token string) error { return f(ctx, token) }

// With App Check on, an ID token alone is not enough.
func TestAppCheck(t *testing.T) {
	s := NewServer(Config{
		Function: "echo", Routes: []Route{route("GET /things/{id}", echo)}, Verifier: verifierFunc(verifyName), Timeout: time.Minute,
		Logger: slog.New(requestlog.NewJSON(&bytes.Buffer{}, slog.LevelError)),
		Apps: appVerifierFunc(func(_ context.Context, token string) error {
			switch token {
			case "app":
				return nil
			case "unreachable":
				return errors.New("no keys")
			}
			return fmt.Errorf("%w: expired", ErrNotTheApp)
		}),
	})
	for name, c := range map[string]struct {
		user   string
		apps   []string
		status int
	}{
		"both tokens":             {"token-ann", []string{"app"}, 200},
		"no App Check token":      {"token-ann", nil, 401},
		"two App Check tokens":    {"token-ann", []string{"app", "app"}, 401},
		"invalid App Check token": {"token-ann", []string{"x"}, 401},
		"verifier unreachable":    {"token-ann", []string{"unreachable"}, 503},
		"invalid ID token":        {"x", []string{"app"}, 401},
	} {
		r := httptest.NewRequest(http.MethodGet, "/things/a", nil)
		r.Header.Set("Authorization", "Bearer "+c.user)
		for _, token := range c.apps {
			r.Header.Add("X-Firebase-AppCheck", token)
		}
		w := httptest.NewRecorder()
		if s.ServeHTTP(w, r); w.Code != c.status {
			t.Errorf("%s: status %d %s, want %d", name, w.Code, w.Body, c.status)
		}
		if after := w.Header().Get("Retry-After"); (after != "") != (c.status == 503) {
			t.Errorf("%s: Retry-After = %q with status %d, want one only with 503", name, after, c.status)
		}
	}
}
