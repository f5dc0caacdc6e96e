package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"shopfyp.dev/functions/internal/requestlog"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/invalid"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/staff"
)

type verifierFunc func(ctx context.Context, token string) (staff.User, error)

func (f verifierFunc) Verify(ctx context.Context, token string) (staff.User, error) {
	return f(ctx, token)
}

// verifyName returns "ann" for "token-ann".
func verifyName(_ context.Context, token string) (staff.User, error) {
	uid, ok := strings.CutPrefix(token, "token-")
	if !ok {
		return staff.User{}, fmt.Errorf("%w: signature is wrong", ErrUnauthenticated)
	}
	return staff.User{ID: uid}, nil
}

type inForTest struct {
	ID   string `path:"id"`
	Name string `query:"name"`
}

type outForTest struct {
	UID  string `json:"uid"`
	ID   string `json:"id"`
	Name string `json:"name"`
}

func echo(_ context.Context, uid string, in inForTest) (outForTest, error) {
	return outForTest{uid, in.ID, in.Name}, nil
}

// newServerForTest serves f at GET /things/{id}. It logs to out.
func newServerForTest(out *bytes.Buffer, f func(context.Context, string, inForTest) (outForTest, error)) *Server {
	return newServerOf(out, route("GET /things/{id}", f))
}

func route(pattern string, f func(context.Context, string, inForTest) (outForTest, error)) Route {
	return Route{Pattern: pattern, Endpoint: Serve(f)}
}

func newServerOf(out *bytes.Buffer, routes ...Route) *Server {
	s := NewServer(Config{
		Function: "echo", Routes: routes, Verifier: verifierFunc(verifyName), Timeout: time.Minute, Project: "demo-p",
		Logger: slog.New(requestlog.NewJSON(out, slog.LevelDebug)),
	})
	s.newID = func() string { return "made-id" }
	return s
}

// get sends a request of the user ann to s and returns the response.
func get(ctx context.Context, s *Server, method, target string) *httptest.ResponseRecorder {
	r := httptest.NewRequestWithContext(ctx, method, target, nil)
	r.Header.Set("Authorization", "Bearer token-ann")
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

func TestServeSuccess(t *testing.T) {
	var out bytes.Buffer
	w := get(t.Context(), newServerForTest(&out, echo), "GET", "/things/a%20%3C?name=b")
	if want := `{"uid":"ann","id":"a <","name":"b"}` + "\n"; w.Code != 200 || w.Body.String() != want {
		t.Errorf("response = %d %s, want 200 %s", w.Code, w.Body, want)
	}
	want := http.Header{
		"Content-Type": {"application/json"}, "Cache-Control": {"no-store"},
		"X-Content-Type-Options": {"nosniff"}, "X-Request-Id": {"made-id"},
	}
	if diff := cmp.Diff(want, w.Header()); diff != "" {
		t.Errorf("headers (-want +got):\n%s", diff)
	}
}

func TestServeProblems(t *testing.T) {
	fail := func(err error) func(context.Context, string, inForTest) (outForTest, error) {
		return func(context.Context, string, inForTest) (outForTest, error) { return outForTest{}, err }
	}
	secret := errors.New("internal secret")
	tests := []struct {
		name           string
		method, target string
		serve          func(context.Context, string, inForTest) (outForTest, error)
		status         int
		detail, field  string
		header         string // "Name: value"
		level          string
	}{
		{"other path", "GET", "/other", echo, 404, "no such path", "", "", "INFO"},
		{"root", "GET", "/", echo, 404, "no such path", "", "", "INFO"},
		{"path below", "GET", "/things/a/b", echo, 404, "no such path", "", "", "INFO"},
		{"trailing slash", "GET", "/things/a/", echo, 404, "no such path", "", "", "INFO"},
		{"path that is not clean", "GET", "/things//a", echo, 404, "no such path", "", "", "INFO"},
		{"path to a parent", "GET", "/things/%2E%2E", echo, 404, "no such path", "", "", "INFO"},
		{"other method", "DELETE", "/things/a", echo, 405, "DELETE is not allowed, only GET, HEAD", "", "Allow: GET, HEAD", "INFO"},
		{"bad query", "GET", "/things/a?name=%zz", echo, 400, "the query string is malformed", "", "", "INFO"},
		{"bad field", "GET", "/things/a?name=b&name=c", echo, 400, "name: is given more than once", "name", "", "INFO"},
		{"field error of the endpoint", "GET", "/things/a", fail(fmt.Errorf("x: %w", &invalid.FieldError{Field: "query", Problem: "is empty"})), 400, "query: is empty", "query", "", "INFO"},
		{"limit", "GET", "/things/a", fail(fmt.Errorf("%w: 0 is outside 1 to 3", invalid.ErrLimit)), 400, "limit out of range: 0 is outside 1 to 3", "limit", "", "INFO"},
		{"other user", "GET", "/things/a", fail(ErrForbidden), 403, "this belongs to another user", "", "", "INFO"},
		{"unknown product", "GET", "/things/a", fail(fmt.Errorf("click: %w", catalog.ErrNotFound)), 404, "product not found", "", "", "INFO"},
		{"no index", "GET", "/things/a", fail(snapshot.ErrNoIndex), 503, "the product index is not ready yet", "", "Retry-After: 5", "WARNING"},
		{"internal error", "GET", "/things/a", fail(secret), 500, "internal error", "", "", "ERROR"},
		{"panic", "GET", "/things/a", func(context.Context, string, inForTest) (outForTest, error) { panic(secret) }, 500, "internal error", "", "", "ERROR"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var out bytes.Buffer
			w := get(t.Context(), newServerForTest(&out, tt.serve), tt.method, tt.target)
			checkProblem(t, w, tt.status, tt.detail, tt.field)
			if name, value, ok := strings.Cut(tt.header, ": "); ok && w.Header().Get(name) != value {
				t.Errorf("header %s = %q, want %q", name, w.Header().Get(name), value)
			}
			if line := logLine(t, &out); line["severity"] != tt.level || line["err"] == nil {
				t.Errorf("log line %v: want severity %s and an err", line, tt.level)
			}
		})
	}
}

// checkProblem checks the status, headers and body of a problem.
func checkProblem(t *testing.T, w *httptest.ResponseRecorder, status int, detail, field string) {
	t.Helper()
	var got Problem
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
		t.Fatalf("body %q: %v", w.Body, err)
	}
	title := http.StatusText(status)
	if status == statusClientClosed {
		title = "Client Closed Request"
	}
	want := Problem{"about:blank", title, status, detail, "made-id", field}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("problem (-want +got):\n%s", diff)
	}
	if w.Code != status {
		t.Errorf("status = %d, want %d", w.Code, status)
	}
	for name, value := range map[string]string{"Content-Type": "application/problem+json", "Cache-Control": "no-store"} {
		if w.Header().Get(name) != value {
			t.Errorf("header %s = %q, want %q", name, w.Header().Get(name), value)
		}
	}
}

// logLine returns the only line in out.
func logLine(t *testing.T, out *bytes.Buffer) map[string]any {
	t.Helper()
	var line map[string]any
	if err := json.Unmarshal(out.Bytes(), &line); err != nil {
		t.Fatalf("log %q is not one line: %v", out, err)
	}
	return line
}

func TestServeUnencodableValue(t *testing.T) {
	var out bytes.Buffer
	s := newServerOf(&out, Route{Pattern: "GET /things/{id}", Endpoint: Serve(
		func(context.Context, string, inForTest) (any, error) { return make(chan int), nil },
	)})
	checkProblem(t, get(t.Context(), s, "GET", "/things/a"), 500, "internal error", "")
}

func TestServeTimeout(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out bytes.Buffer
		s := newServerForTest(&out, func(ctx context.Context, _ string, _ inForTest) (outForTest, error) {
			<-ctx.Done()
			return outForTest{}, errors.New("rpc error: code = DeadlineExceeded")
		})
		checkProblem(t, get(t.Context(), s, "GET", "/things/a"), 504, "this took too long", "")
		if line := logLine(t, &out); line["severity"] != "ERROR" {
			t.Errorf("severity = %v, want ERROR", line["severity"])
		}
	})
}

func TestServeClientGone(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	var out bytes.Buffer
	s := newServerForTest(&out, func(ctx context.Context, _ string, _ inForTest) (outForTest, error) {
		cancel()
		return outForTest{}, fmt.Errorf("read history: %w", ctx.Err())
	})
	checkProblem(t, get(ctx, s, "GET", "/things/a"), 499, "the client went away", "")
	if line := logLine(t, &out); line["severity"] != "INFO" {
		t.Errorf("severity = %v, want INFO", line["severity"])
	}
}

func TestHead(t *testing.T) {
	var out bytes.Buffer
	if w := get(t.Context(), newServerForTest(&out, echo), "HEAD", "/things/a"); w.Code != 200 {
		t.Errorf("HEAD = %d, want 200", w.Code)
	}
}
