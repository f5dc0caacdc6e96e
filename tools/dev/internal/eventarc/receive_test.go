package eventarc

import (
	"context"
	"encoding/base64"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// newMux returns a handler for the emulator's events. Its queue calls deliver.
func newMux(t *testing.T, deliver func(context.Context, Event) error) http.Handler {
	q := New(Options{
		Deliver: deliver, Workers: 1, FirstWait: time.Millisecond, MaxWait: time.Millisecond, GiveUp: time.Minute,
		Logger: slog.New(slog.DiscardHandler),
	})
	go q.Run(t.Context())
	mux := http.NewServeMux()
	mux.Handle(TriggerPattern, q)
	return mux
}

// post sends an event as the Firestore emulator does, and returns the status.
func post(h http.Handler, body string) int {
	r := httptest.NewRequest(http.MethodPost, "/functions/projects/demo-x/triggers/embed", strings.NewReader(body))
	for name, value := range map[string]string{
		"Content-Type":       "application/protobuf",
		"Accept-Encoding":    "gzip",
		"Ce-Id":              "e1",
		"Ce-Datacontenttype": "application/protobuf",
		"Ce-Source":          "//firestore.googleapis.com/projects/projects/demo-x/databases/(default)",
		"Ce-Subject":         "documents/users/u/interactions/i",
	} {
		r.Header.Set(name, value)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Code
}

func TestServeHTTPRepairsTheEmulatorsEvents(t *testing.T) {
	const message = "\x0a\x03abc"
	want := Event{
		Function: "embed",
		Header: http.Header{
			"Content-Type": {"application/protobuf"},
			"Ce-Id":        {"e1"},
			"Ce-Source":    {"//firestore.googleapis.com/projects/demo-x/databases/(default)"},
			"Ce-Subject":   {"documents/users/u/interactions/i"},
		},
		Body: []byte(message),
	}
	for name, body := range map[string]string{
		"base64":   base64.StdEncoding.EncodeToString([]byte(message)),
		"newline":  base64.StdEncoding.EncodeToString([]byte(message)) + "\n",
		"protobuf": message,
	} {
		t.Run(name, func(t *testing.T) {
			delivered := make(chan Event, 1)
			h := newMux(t, func(_ context.Context, e Event) error { delivered <- e; return nil })
			if code := post(h, body); code != http.StatusAccepted {
				t.Fatalf("status %d, want 202", code)
			}
			if diff := cmp.Diff(want, <-delivered); diff != "" {
				t.Errorf("delivered event (-want +got):\n%s", diff)
			}
		})
	}
}

func TestServeHTTPReturnsBeforeDelivery(t *testing.T) {
	release := make(chan struct{})
	defer close(release)
	h := newMux(t, func(context.Context, Event) error { <-release; return nil })
	for range 3 {
		if code := post(h, "CgNhYmM="); code != http.StatusAccepted {
			t.Fatalf("status %d, want 202 while the function is busy", code)
		}
	}
}

func TestServeHTTPRejectsInvalidEvents(t *testing.T) {
	h := newMux(t, func(context.Context, Event) error { t.Error("invalid event delivered"); return nil })
	for name, body := range map[string]string{
		"not base64": "%%%",
		"too large":  "\x0a" + strings.Repeat("x", MaxEventBytes),
	} {
		if code := post(h, body); code != http.StatusBadRequest {
			t.Errorf("%s: status %d, want 400", name, code)
		}
	}
}

func TestPostTo(t *testing.T) {
	status := http.StatusOK
	function := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		if r.Method != http.MethodPost || r.Header.Get("Ce-Id") != "e1" || string(body) != "abc" {
			t.Errorf("function got %s %v %q", r.Method, r.Header, body)
		}
		http.Error(w, "no room", status)
	}))
	defer function.Close()
	deliver := PostTo(function.Client(), func(name string) (string, bool) { return function.URL, name == "embed" })

	e := Event{Function: "embed", Header: http.Header{"Ce-Id": {"e1"}}, Body: []byte("abc")}
	if err := deliver(t.Context(), e); err != nil {
		t.Errorf("deliver with status 200 = %v, want nil", err)
	}
	status = http.StatusInternalServerError
	if err := deliver(t.Context(), e); err == nil || !strings.Contains(err.Error(), "500") || !strings.Contains(err.Error(), "no room") {
		t.Errorf("deliver with status 500 = %v, want the status and the text", err)
	}
	e.Function = "other"
	if err := deliver(t.Context(), e); err == nil {
		t.Error("deliver to an unknown function returned no error")
	}
}
