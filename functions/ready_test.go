package functions

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// ready returns the status of GET /ready. It returns after the load that the GET starts.
func ready(h http.Handler) int {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest("GET", ReadyPath, nil))
	synctest.Wait()
	return w.Code
}

func TestReady(t *testing.T) {
	tests := []struct {
		function, fault string
		then            int // status of GET /ready after the load
		loads           int // loads of the index and the model
	}{
		{"search", "", 200, 2},
		{"recommend", "", 200, 1},
		{"similar", "", 200, 1},
		{"history", "", 200, 0},
		{"account", "", 200, 0},
		{"click", "", 200, 0},
		{"dismiss", "", 200, 0},
		{"product", "", 200, 1},
		{"search", "index is unavailable", 503, 1},
		{"search", "model is unavailable", 503, 2},
		{"click", "firestore cannot be opened", 503, 0},
		{"history", "firestore cannot be opened", 503, 0},
		{"account", "users cannot be opened", 503, 0},
		{"history", "users cannot be opened", 200, 0},
		{"product", "verifier cannot be opened", 503, 0},
	}
	for _, tt := range tests {
		t.Run(tt.function+" "+tt.fault, func(t *testing.T) {
			w := newWorld(t)
			if tt.fault != "" {
				w.withFault(t, tt.fault)
			}
			synctest.Test(t, func(t *testing.T) {
				host := w.host(t, io.Discard)
				h := host.HTTP(tt.function)
				if got := ready(h); got != 503 {
					t.Errorf("first GET = %d, want 503: it only starts the load", got)
				}
				if w.loads != tt.loads {
					t.Errorf("loads of the index and the model = %d, want %d", w.loads, tt.loads)
				}
				if got := ready(h); got != tt.then {
					t.Errorf("GET after the load = %d, want %d", got, tt.then)
				}
				if err := host.Close(); err != nil {
					t.Error(err)
				}
			})
		})
	}
}

func TestReadyRetries(t *testing.T) {
	w := newWorld(t)
	synctest.Test(t, func(t *testing.T) {
		w.faults["index is unavailable"] = errFault
		var log bytes.Buffer
		h := w.host(t, &log).HTTP("search")
		ready(h)
		if !strings.Contains(log.String(), errFault.Error()) {
			t.Errorf("the log does not contain the reason: %s", &log)
		}
		delete(w.faults, "index is unavailable")
		time.Sleep(time.Minute) // fake time, longer than the follower's first backoff
		if first, second := ready(h), ready(h); first != 503 || second != 200 {
			t.Errorf("GETs after the fault = %d, %d, want 503, 200", first, second)
		}
	})
}

func TestReadyWithoutIndex(t *testing.T) {
	w := newWorld(t)
	w.withFault(t, "no index")
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		h := w.host(t, &log).HTTP("search")
		if first, second := ready(h), ready(h); first != 503 || second != 200 {
			t.Errorf("GETs = %d, %d, want 503, 200", first, second)
		}
		if w.loads != 1 {
			t.Errorf("%d loads, want 1, of the model", w.loads)
		}
		if !strings.Contains(log.String(), `"severity":"WARNING"`) {
			t.Errorf("the log does not warn about the missing index: %s", &log)
		}
	})
}
