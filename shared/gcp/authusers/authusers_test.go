package authusers

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

const project = "demo-shop"

// serveDelete starts a fake Auth emulator that answers every call with the status and body. The result holds
// the user ID from the last call. The end-to-end tests use the real emulator.
func serveDelete(t *testing.T, status int, body string) *atomic.Value {
	t.Helper()
	var deleted atomic.Value
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var in struct{ LocalID string }
		if err := json.NewDecoder(r.Body).Decode(&in); err != nil || !strings.HasSuffix(r.URL.Path, "/projects/"+project+"/accounts:delete") {
			t.Errorf("called %s %s (%v), want accounts:delete of the project", r.Method, r.URL.Path, err)
		}
		deleted.Store(in.LocalID)
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		w.Write([]byte(body))
	}))
	t.Cleanup(server.Close)
	t.Setenv("FIREBASE_AUTH_EMULATOR_HOST", strings.TrimPrefix(server.URL, "http://"))
	return &deleted
}

func newUsers(t *testing.T) *Users {
	t.Helper()
	u, err := New(t.Context(), project)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func TestDelete(t *testing.T) {
	for _, tt := range []struct {
		name   string
		status int
		body   string
		fails  bool
	}{
		{"exists", 200, `{"kind": "identitytoolkit#DeleteAccountResponse"}`, false},
		{"already deleted", 400, `{"error": {"code": 400, "message": "USER_NOT_FOUND"}}`, false},
		{"forbidden", 403, `{"error": {"code": 403, "status": "PERMISSION_DENIED", "message": "no role"}}`, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			deleted := serveDelete(t, tt.status, tt.body)
			if err := newUsers(t).Delete(t.Context(), "ann"); (err != nil) != tt.fails {
				t.Errorf("Delete = %v, want an error: %t", err, tt.fails)
			}
			if deleted.Load() != "ann" {
				t.Errorf("deleted %v, want ann", deleted.Load())
			}
		})
	}
}

func TestDeleteInCanceledContext(t *testing.T) {
	serveDelete(t, 200, `{}`)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := newUsers(t).Delete(ctx, "ann"); !errors.Is(err, context.Canceled) {
		t.Errorf("Delete with a canceled context = %v, want context.Canceled", err)
	}
}

func TestNewReturnsErrors(t *testing.T) {
	serveDelete(t, 200, `{}`)
	if _, err := New(t.Context(), ""); err == nil {
		t.Error("New without a project returned no error")
	}
	t.Setenv("K_SERVICE", "account")
	if _, err := New(t.Context(), project); err == nil || !strings.Contains(err.Error(), "FIREBASE_AUTH_EMULATOR_HOST") {
		t.Errorf("New with an emulator in production = %v, want an error that names the variable", err)
	}
}

func TestUserStatus(t *testing.T) {
	for _, tt := range []struct {
		name, body string
		validAfter int64
		ok         bool
	}{
		{"exists", `{"users": [{"localId": "ann", "validSince": "1700000000"}]}`, 1_700_000_000, true},
		{"disabled", `{"users": [{"localId": "ann", "disabled": true, "validSince": "1700000000"}]}`, 1_700_000_000, false},
		{"deleted", `{}`, time.Time{}.Unix(), false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte(tt.body)) }))
			t.Cleanup(server.Close)
			t.Setenv("FIREBASE_AUTH_EMULATOR_HOST", strings.TrimPrefix(server.URL, "http://"))
			if validAfter, ok, err := newUsers(t).UserStatus(t.Context(), "ann"); validAfter.Unix() != tt.validAfter || ok != tt.ok || err != nil {
				t.Errorf("UserStatus = %v, %t, %v, want %d, %t", validAfter, ok, err, tt.validAfter, tt.ok)
			}
		})
	}
	t.Run("unreachable", func(t *testing.T) {
		t.Setenv("FIREBASE_AUTH_EMULATOR_HOST", "127.0.0.1:1")
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, _, err := newUsers(t).UserStatus(ctx, "ann"); err == nil {
			t.Error("UserStatus = nil error, want an error")
		}
	})
}
