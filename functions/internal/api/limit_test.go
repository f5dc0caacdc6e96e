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

// ask sends s a request of the user's from the address.
func ask(s *Server, token, address string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("GET", "/things/a", nil)
	r.Header.Set("Authorization", "Bearer "+token)
	r.Header.Set("X-Forwarded-For", address)
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

// A user who spent a burst is told when to come again, whatever the address, and others are not held up.
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
			t.Errorf("another user = %d, want 200", w.Code)
		}
		time.Sleep(2 * time.Second) // what Retry-After said, of the test's own clock
		if w := ask(s, "token-ann", "192.0.2.9"); w.Code != 200 {
			t.Errorf("after Retry-After = %d, want 200", w.Code)
		}
	})
}

// An address is limited before its tokens are checked, so that bad ones cost it too.
func TestLimitPerAddress(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newLimitedServer(Limits{PerAddress: 0.2, Proxies: 1}) // a burst of 2
		for i := range 2 {
			if w := ask(s, "bad", "192.0.2.1, 198.51.100.7"); w.Code != 401 {
				t.Fatalf("request %d = %d, want 401", i, w.Code)
			}
		}
		w := ask(s, "token-ann", "203.0.113.9, 192.0.2.1, 198.51.100.7") // a made-up element changes nothing
		checkProblem(t, w, 429, "too many requests of one address", "")
		if got := w.Header().Get("Retry-After"); got != "5" {
			t.Errorf("Retry-After = %q, want 5", got)
		}
		if w := ask(s, "token-ann", "192.0.2.2, 198.51.100.7"); w.Code != 200 {
			t.Errorf("another address behind the same edge = %d, want 200", w.Code)
		}
	})
}

// Who comes past Hosting can tell of any address. It costs those who have it nothing, is bounded all the same, and
// frees no user from their own limit.
func TestMadeUpAddresses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const edge, attacker, victim = "198.51.100.7", "203.0.113.66", "192.0.2.1"
		s := newLimitedServer(Limits{PerAddress: 0.2, PerUser: 2, Proxies: 1}) // bursts of 2 an address, 40 a peer, 20 a user
		for range 3 {
			ask(s, "bad", victim+", "+attacker)
		}
		if w := ask(s, "bad", victim+", "+attacker); w.Code != 429 {
			t.Errorf("the attacker as the victim = %d, want 429", w.Code)
		}
		for i := range 2 {
			if w := ask(s, "token-ann", victim+", "+edge); w.Code != 200 {
				t.Errorf("request %d of the victim = %d, want 200", i, w.Code)
			}
		}
		taken := 0
		for i := range 100 {
			if w := ask(s, "bad", fmt.Sprintf("10.0.0.%d, %s", i, attacker)); w.Code == 401 {
				taken++
			}
		}
		if taken != 38 { // two were taken as the victim
			t.Errorf("of the attacker's addresses %d were taken, want what is left of the peer's 40", taken)
		}
		if w := ask(s, "token-bob", "192.0.2.2, "+edge); w.Code != 200 {
			t.Errorf("another shopper behind Hosting = %d, want 200", w.Code)
		}
		taken = 0
		for i := range 30 {
			if w := ask(s, "token-eve", fmt.Sprintf("10.0.1.%d, 203.0.113.%d", i, i)); w.Code == 200 {
				taken++
			}
		}
		if taken != 20 {
			t.Errorf("of a user with many addresses and peers %d requests were taken, want the 20 of a user", taken)
		}
	})
}

func TestNoLimits(t *testing.T) {
	s := newLimitedServer(Limits{})
	for range 1000 {
		if w := ask(s, "token-ann", "192.0.2.1"); w.Code != 200 {
			t.Fatalf("answer = %d, want 200", w.Code)
		}
	}
}

// However many callers come, only so many buckets are kept.
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

// Requests at the same moment share one bucket, also the very first of a caller.
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
		{"nobody forwarded", nil, 1, "192.0.2.1", "192.0.2.1"}, // httptest's RemoteAddr
		{"through Hosting", []string{"203.0.113.9, 198.51.100.7"}, 1, "203.0.113.9", "198.51.100.7"},
		{"through Hosting, with a made-up element", []string{"10.0.0.1, 203.0.113.9,198.51.100.7"}, 1, "203.0.113.9", "198.51.100.7"},
		{"in several headers", []string{"10.0.0.1", "203.0.113.9", "198.51.100.7"}, 1, "203.0.113.9", "198.51.100.7"},
		{"straight to Cloud Run", []string{"203.0.113.9"}, 1, "203.0.113.9", "203.0.113.9"},
		{"straight to Cloud Run, with a made-up element", []string{"10.0.0.1, 203.0.113.9"}, 1, "10.0.0.1", "203.0.113.9"},
		{"without Hosting", []string{"10.0.0.1, 203.0.113.9"}, 0, "203.0.113.9", "203.0.113.9"},
		{"IPv6 is one network", []string{"2001:db8:1:2:3:4:5:6"}, 0, "2001:db8:1:2::/64", "2001:db8:1:2::/64"},
		{"IPv4 in IPv6", []string{"::ffff:203.0.113.9"}, 0, "203.0.113.9", "203.0.113.9"},
		{"not an address", []string{"unknown"}, 0, "192.0.2.1", "192.0.2.1"},
		{"not an address, by a peer", []string{"unknown, 203.0.113.9"}, 1, "203.0.113.9", "203.0.113.9"},
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
