package api

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"shopfyp.dev/shared/staff"
)

func TestAuthentication(t *testing.T) {
	tests := []struct {
		name    string
		headers []string
		status  int
	}{
		{"token", []string{"Bearer token-ann"}, 200},
		{"scheme in lower case", []string{"bearer token-ann"}, 200},
		{"no header", nil, 401},
		{"bad token", []string{"Bearer forged"}, 401},
		{"other scheme", []string{"Basic token-ann"}, 401},
		{"scheme alone", []string{"Bearer"}, 401},
		{"empty token", []string{"Bearer "}, 401},
		{"two tokens", []string{"Bearer token-ann token-bob"}, 401},
		{"list of tokens", []string{"Bearer token-ann,Bearer"}, 401},
		{"two headers", []string{"Bearer token-ann", "Bearer token-bob"}, 401},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := httptest.NewRequest("GET", "/things/a", nil)
			r.Header["Authorization"] = tt.headers
			w := httptest.NewRecorder()
			newServerForTest(new(bytes.Buffer), echo).ServeHTTP(w, r)
			if tt.status == 200 {
				if w.Code != 200 {
					t.Errorf("status = %d, want 200", w.Code)
				}
				return
			}
			checkProblem(t, w, 401, "a valid Firebase ID token is needed", "")
			if got := w.Header().Get("WWW-Authenticate"); got != "Bearer" {
				t.Errorf("WWW-Authenticate = %q, want Bearer", got)
			}
		})
	}
}

func TestVerifierFails(t *testing.T) {
	var out bytes.Buffer
	s := newServerForTest(&out, echo)
	s.config.Verifier = verifierFunc(func(context.Context, string) (staff.User, error) { return staff.User{}, errors.New("no keys") })
	checkProblem(t, get(t.Context(), s, "GET", "/things/a"), 503, "tokens cannot be checked at the moment", "")
	if err, _ := logLine(t, &out)["err"].(string); !strings.Contains(err, "no keys") {
		t.Errorf("logged err = %q, want the verifier's error", err)
	}
}

// A request with an unknown path or method is rejected before its token is verified.
func TestRouteBeforeAuthentication(t *testing.T) {
	s := newServerForTest(new(bytes.Buffer), echo)
	s.config.Verifier = verifierFunc(func(context.Context, string) (staff.User, error) {
		t.Error("Verify was called")
		return staff.User{}, nil
	})
	checkProblem(t, get(t.Context(), s, "GET", "/other"), 404, "no such path", "")
	checkProblem(t, get(t.Context(), s, "PUT", "/things/a"), 405, "PUT is not allowed, only GET, HEAD", "")
}

func TestRoles(t *testing.T) {
	for _, tt := range []struct {
		role, required staff.Role
		status         int
	}{
		{"", "", 200}, {staff.Owner, "", 200}, {staff.Viewer, staff.Viewer, 200}, {staff.Owner, staff.Editor, 200},
		{"", staff.Viewer, 403}, {staff.Viewer, staff.Editor, 403}, {staff.Editor, staff.Owner, 403}, {"admin", staff.Viewer, 403},
	} {
		seen := func(ctx context.Context, _ string, in inForTest) (outForTest, error) {
			return outForTest{Name: string(staff.FromContext(ctx).Role)}, nil
		}
		s := NewServer(Config{
			Routes:   []Route{{Pattern: "GET /things/{id}", Role: tt.required, Endpoint: Serve(seen)}},
			Verifier: verifierFunc(func(context.Context, string) (staff.User, error) { return staff.User{ID: "ann", Role: tt.role}, nil }),
			Timeout:  time.Second, Logger: slog.New(slog.DiscardHandler),
		})
		s.newID = func() string { return "made-id" }
		w := get(t.Context(), s, "GET", "/things/a")
		if w.Code != tt.status {
			t.Errorf("role %q on a route of %q: status %d, want %d", tt.role, tt.required, w.Code, tt.status)
		}
		if tt.status == 403 {
			checkProblem(t, w, 403, "your role does not allow this", "")
		} else if !strings.Contains(w.Body.String(), `"name":"`+string(tt.role)+`"`) {
			t.Errorf("role %q: the endpoint's context has another user: %s", tt.role, w.Body)
		}
	}
}
