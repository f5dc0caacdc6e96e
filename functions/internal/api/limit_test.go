package api

import (
	"bytes"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"shopfyp.dev/functions/internal/requestlog"
)

func newLimitedServer(l Limits) *Server {
	s := NewServer(Config{
		Function: "echo", Routes: []Route{route("GET /things/{id}", echo)}, Verifier: verifierFunc(verifyName),
		Timeout: time.Minute, Limits: l, Logger: slog.New(requestlog.NewJSON(&bytes.Buffer{}, slog.LevelError)),
	})
	s.newID = func() string { return "made-id" }
	return s
}

// ask sends a request to s with a token and an X-Forwarded-For header.
func ask(s *Server, token, address string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("GET", "/things/a", nil)
	r.Header.Set("Authorization", "Bearer "+token)
	r.Header.Set("X-Forwarded-For", address)
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

// A user who has used up the burst gets a Retry-After from every address. Other users are not affected.
func TestLimitPerUser(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newLimitedServer(Limits{PerUser: 0.5}) // a burst of 5, then one in two seconds
		for i := range 5 {
			if w := ask(s, "token-ann", fmt.Sprintf("192.0.2.%d", i)); w.Code != 200 {
				t.Fatalf("request %d = %d %s, want 200", i, w.Code, w.Body)
			}
		}
		w := ask(s, "token-ann", "192.0.2.9")
		checkProblem(t, w, 429, "too many requests of one user", "")
		if got := w.Header().Get("Retry-After"); got != "2" {
			t.Errorf("Retry-After = %q, want 2", got)
		}
		if w := ask(s, "token-bob", "192.0.2.9"); w.Code != 200 {
			t.Errorf("request of another user = %d, want 200", w.Code)
		}
		time.Sleep(2 * time.Second) // the Retry-After, in fake time
		if w := ask(s, "token-ann", "192.0.2.9"); w.Code != 200 {
			t.Errorf("request after the Retry-After = %d, want 200", w.Code)
		}
	})
}

// The limit of an address applies before its tokens are verified, so requests with bad tokens count too.
func TestLimitPerAddress(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newLimitedServer(Limits{PerAddress: 0.2, Proxies: 1}) // a burst of 2
		for i := range 2 {
			if w := ask(s, "bad", "192.0.2.1, 198.51.100.7"); w.Code != 401 {
				t.Fatalf("request %d = %d, want 401", i, w.Code)
			}
		}
		w := ask(s, "token-ann", "203.0.113.9, 192.0.2.1, 198.51.100.7") // a forged element changes nothing
		checkProblem(t, w, 429, "too many requests of one address", "")
		if got := w.Header().Get("Retry-After"); got != "5" {
			t.Errorf("Retry-After = %q, want 5", got)
		}
		if w := ask(s, "token-ann", "192.0.2.2, 198.51.100.7"); w.Code != 200 {
			t.Errorf("request of another address behind the same edge = %d, want 200", w.Code)
		}
	})
}

// A client that bypasses Hosting can forge any address. That does not use up the limit of the real address, and the
// limits of the peer and the user still apply.
func TestForgedAddresses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const edge, attacker, victim = "198.51.100.7", "203.0.113.66", "192.0.2.1"
		s := newLimitedServer(Limits{PerAddress: 0.2, PerUser: 2, Proxies: 1}) // bursts of 2 per address, 40 per peer and 20 per user
		for range 3 {
			ask(s, "bad", victim+", "+attacker)
		}
		if w := ask(s, "bad", victim+", "+attacker); w.Code != 429 {
			t.Errorf("request of the attacker from the victim's address = %d, want 429", w.Code)
		}
		for i := range 2 {
			if w := ask(s, "token-ann", victim+", "+edge); w.Code != 200 {
				t.Errorf("request %d of the victim = %d, want 200", i, w.Code)
			}
		}
		allowed := 0
		for i := range 100 {
			if w := ask(s, "bad", fmt.Sprintf("10.0.0.%d, %s", i, attacker)); w.Code == 401 {
				allowed++
			}
		}
		if allowed != 38 { // two were allowed with the victim's address
			t.Errorf("%d requests with forged addresses were allowed, want the 38 left of the peer's burst of 40", allowed)
		}
		if w := ask(s, "token-bob", "192.0.2.2, "+edge); w.Code != 200 {
			t.Errorf("request of another shopper behind Hosting = %d, want 200", w.Code)
		}
		allowed = 0
		for i := range 30 {
			if w := ask(s, "token-eve", fmt.Sprintf("10.0.1.%d, 203.0.113.%d", i, i)); w.Code == 200 {
				allowed++
			}
		}
		if allowed != 20 {
			t.Errorf("%d requests of a user with many addresses and peers were allowed, want the user's burst of 20", allowed)
		}
	})
}

// A request without a token is refused except on an anonymous route, which has a limit of its own.
func TestLimitWithoutUser(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		open := route("GET /open/{id}", echo)
		open.Anonymous = true
		s := NewServer(Config{
			Function: "echo", Routes: []Route{route("GET /things/{id}", echo), open}, Verifier: verifierFunc(verifyName),
			Timeout: time.Minute, Limits: Limits{PerAnonymous: 0.2, Proxies: 1}, Logger: slog.New(slog.DiscardHandler), // a burst of 2
		})
		s.newID = func() string { return "made-id" }
		get := func(path, address string, tokens ...string) *httptest.ResponseRecorder {
			r := httptest.NewRequest("GET", path, nil)
			r.Header.Set("X-Forwarded-For", address+", 198.51.100.7")
			for _, token := range tokens {
				r.Header.Add("Authorization", token)
			}
			w := httptest.NewRecorder()
			s.ServeHTTP(w, r)
			return w
		}
		for _, tokens := range [][]string{{""}, {"Bearer "}, {"Bearer bad"}, {"Bearer token-ann", "Bearer token-bob"}} {
			if w := get("/open/a", "192.0.2.1", tokens...); w.Code != 401 {
				t.Errorf("request with the Authorization headers %q = %d, want 401", tokens, w.Code)
			}
		}
		if w := get("/things/a", "192.0.2.1"); w.Code != 401 {
			t.Errorf("request without a token = %d, want 401", w.Code)
		}
		for i := range 2 {
			if w := get("/open/a", "192.0.2.1"); w.Code != 200 || w.Body.String() != `{"uid":"","id":"a","name":""}`+"\n" {
				t.Fatalf("request %d without a token = %d %s, want 200 and no user", i, w.Code, w.Body)
			}
		}
		w := get("/open/a", "192.0.2.1")
		checkProblem(t, w, 429, "too many requests of one address", "")
		if got := w.Header().Get("Retry-After"); got != "5" {
			t.Errorf("Retry-After = %q, want 5", got)
		}
		if w := get("/open/a", "192.0.2.1", "Bearer token-ann"); w.Code != 200 {
			t.Errorf("request of a user of the same address = %d, want 200", w.Code)
		}
		allowed := 0
		for i := range 100 {
			if w := get("/open/a", fmt.Sprintf("10.0.0.%d", i)); w.Code == 200 {
				allowed++
			}
		}
		if allowed != 38 {
			t.Errorf("%d requests from forged addresses of one peer are allowed, want the 38 left of its burst of 40", allowed)
		}
	})
}

// A route with its own limits neither uses up those of the others nor depends on them.
func TestOwnLimits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		own := route("GET /own", echo)
		own.OwnLimits = true
		s := NewServer(Config{
			Function: "echo", Routes: []Route{route("GET /things/{id}", echo), own}, Verifier: verifierFunc(verifyName),
			Timeout: time.Minute, Limits: Limits{PerUser: 0.5, PerAddress: 0.6}, Logger: slog.New(slog.DiscardHandler),
		})
		get := func(path string) int {
			r := httptest.NewRequest("GET", path, nil)
			r.Header.Set("Authorization", "Bearer token-ann")
			w := httptest.NewRecorder()
			s.ServeHTTP(w, r)
			return w.Code
		}
		for _, path := range []string{"/own", "/things/a"} { // each has a burst of 5 per user and of 6 per address
			for i := range 5 {
				if got := get(path); got != 200 {
					t.Fatalf("request %d of %s = %d, want 200", i, path, got)
				}
			}
			if got := get(path); got != 429 {
				t.Errorf("request 6 of %s = %d, want 429", path, got)
			}
		}
	})
}

func TestNoLimits(t *testing.T) {
	s := newLimitedServer(Limits{})
	for range 1000 {
		if w := ask(s, "token-ann", "192.0.2.1"); w.Code != 200 {
			t.Fatalf("status = %d, want 200", w.Code)
		}
	}
}

// The number of buckets is bounded, regardless of the number of callers.
func TestBucketsAreBounded(t *testing.T) {
	b, now := newBuckets("user", 1), time.Now()
	for i := range bucketsKept + 100 {
		if err := b.take(fmt.Sprint(i), now); err != nil {
			t.Fatal(err)
		}
	}
	if got := b.kept.Len(); got != bucketsKept {
		t.Errorf("%d buckets are kept, want %d", got, bucketsKept)
	}
}

// Concurrent requests of a caller share one bucket, even if they are the caller's first.
func TestBucketsConcurrent(t *testing.T) {
	b, now := newBuckets("user", 1), time.Now()
	var allowed atomic.Int64
	var all sync.WaitGroup
	for range 100 {
		all.Go(func() {
			if b.take("ann", now) == nil {
				allowed.Add(1)
			}
		})
	}
	all.Wait()
	if got := allowed.Load(); got != burstSeconds {
		t.Errorf("%d of 100 requests were allowed, want %d", got, burstSeconds)
	}
}

func TestOrigin(t *testing.T) {
	tests := []struct {
		name      string
		forwarded []string
		proxies   int
		want      string
		peer      string
	}{
		{"no proxy", nil, 1, "192.0.2.1", "192.0.2.1"}, // httptest's RemoteAddr
		{"through Hosting", []string{"203.0.113.9, 198.51.100.7"}, 1, "203.0.113.9", "198.51.100.7"},
		{"through Hosting, with a forged element", []string{"10.0.0.1, 203.0.113.9,198.51.100.7"}, 1, "203.0.113.9", "198.51.100.7"},
		{"several headers", []string{"10.0.0.1", "203.0.113.9", "198.51.100.7"}, 1, "203.0.113.9", "198.51.100.7"},
		{"directly to Cloud Run", []string{"203.0.113.9"}, 1, "203.0.113.9", "203.0.113.9"},
		{"directly to Cloud Run, with a forged element", []string{"10.0.0.1, 203.0.113.9"}, 1, "10.0.0.1", "203.0.113.9"},
		{"without Hosting", []string{"10.0.0.1, 203.0.113.9"}, 0, "203.0.113.9", "203.0.113.9"},
		{"IPv6 network", []string{"2001:db8:1:2:3:4:5:6"}, 0, "2001:db8:1:2::/64", "2001:db8:1:2::/64"},
		{"IPv4 in IPv6", []string{"::ffff:203.0.113.9"}, 0, "203.0.113.9", "203.0.113.9"},
		{"not an address", []string{"unknown"}, 0, "192.0.2.1", "192.0.2.1"},
		{"not an address, through a peer", []string{"unknown, 203.0.113.9"}, 1, "203.0.113.9", "203.0.113.9"},
		{"empty", []string{""}, 1, "192.0.2.1", "192.0.2.1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := httptest.NewRequest("GET", "/", nil)
			r.Header["X-Forwarded-For"] = tt.forwarded
			if got, want := originOf(r, tt.proxies), (origin{tt.want, tt.peer}); got != want {
				t.Errorf("originOf = %+v, want %+v", got, want)
			}
		})
	}
}
