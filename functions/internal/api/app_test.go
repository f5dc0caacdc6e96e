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

// Where App Check is asked for, a user's token alone is not enough.
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
		"both":                    {"token-ann", []string{"app"}, 200},
		"no App Check token":      {"token-ann", nil, 401},
		"two of them":             {"token-ann", []string{"app", "app"}, 401},
		"a bad one":               {"token-ann", []string{"x"}, 401},
		"one that nobody can say": {"token-ann", []string{"unreachable"}, 503},
		"no user":                 {"x", []string{"app"}, 401},
	} {
		r := httptest.NewRequest(http.MethodGet, "/things/a", nil)
		r.Header.Set("Authorization", "Bearer "+c.user)
		for _, token := range c.apps {
			r.Header.Add("X-Firebase-AppCheck", token)
		}
		w := httptest.NewRecorder()
		if s.ServeHTTP(w, r); w.Code != c.status {
			t.Errorf("%s: %d %s, want %d", name, w.Code, w.Body, c.status)
		}
		if again := w.Header().Get("Retry-After"); (again != "") != (c.status == 503) {
			t.Errorf("%s: Retry-After = %q with a %d", name, again, c.status)
		}
	}
}
