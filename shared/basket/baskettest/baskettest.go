// Package baskettest is the conformance suite for implementations of basket.Store.
package baskettest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shopfyp.dev/shared/basket"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/metrics"
)

const ann, bob = "ann", "Bøb-🎧" // users

var start = time.Date(2026, 3, 1, 12, 0, 0, 123_000, time.UTC)

// TestStore tests an implementation of basket.Store. For each subtest it calls open, which must return an empty store.
func TestStore(t *testing.T, open func(t *testing.T) basket.Store) {
	for _, c := range []struct {
		name string
		test func(t *testing.T, s basket.Store)
	}{
		{"RoundTrip", testRoundTrip},
		{"FailedUpdate", testFailedUpdate},
		{"ConcurrentUpdates", testConcurrent},
		{"InvalidUser", testInvalidUser},
		{"CanceledContext", testCanceled},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, open(t)) })
	}
}

func line(id catalog.ID, quantity int) basket.Line {
	return basket.Line{ProductID: id, Quantity: quantity, AddedAt: start, ChangedAt: start.Add(time.Minute)}
}

// add returns a change that merges lines.
func add(lines ...basket.Line) func(basket.Basket) (basket.Basket, error) {
	return func(b basket.Basket) (basket.Basket, error) { return b.Merge(lines), nil }
}

func get(t *testing.T, s basket.Store, user string) basket.Basket {
	t.Helper()
	b, err := s.Get(t.Context(), user)
	if err != nil {
		t.Fatalf("Get(%s): %v", user, err)
	}
	return b
}

func testRoundTrip(t *testing.T, s basket.Store) {
	if b := get(t, s, ann); len(b.Lines) != 0 {
		t.Errorf("basket of a new user = %+v, want an empty one", b)
	}
	full := line("商品", 99)
	full.Price, full.Title = catalog.Money{Amount: 1 << 40, Currency: "JPY"}, "ランプ 🎧"
	full.Shown = basket.Shown{At: start.Add(-time.Minute), List: metrics.List{
		Surface: metrics.CardSurface, Index: 2, Reason: "search", Snapshot: "v1", Ranker: "interests", Arms: map[string]string{"e": "a.01"}, Card: "c1",
	}}
	want := basket.Basket{Lines: []basket.Line{full, line("p", 1), line("removed", 0)}}
	updated, err := s.Update(t.Context(), bob, add(want.Lines...))
	if err != nil {
		t.Fatal(err)
	}
	for name, got := range map[string]basket.Basket{"Update": updated, "Get": get(t, s, bob)} {
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	if b := get(t, s, ann); len(b.Lines) != 0 {
		t.Errorf("ann's basket = %+v after a change of another user's, want an empty one", b)
	}
}

func testFailedUpdate(t *testing.T, s basket.Store) {
	if _, err := s.Update(t.Context(), ann, add(line("p", 1))); err != nil {
		t.Fatal(err)
	}
	failed := errors.New("failed")
	_, err := s.Update(t.Context(), ann, func(basket.Basket) (basket.Basket, error) { return basket.Basket{}, failed })
	if !errors.Is(err, failed) {
		t.Errorf("Update = %v, want the error of the change", err)
	}
	if b := get(t, s, ann); len(b.Lines) != 1 {
		t.Errorf("basket after a failed change = %+v, want the one before", b)
	}
}

func testConcurrent(t *testing.T, s basket.Store) {
	var wg sync.WaitGroup
	const devices = 5
	for i := range devices {
		wg.Go(func() {
			if _, err := s.Update(t.Context(), ann, add(line(catalog.ID(fmt.Sprint("p", i)), 1))); err != nil {
				t.Errorf("Update: %v", err)
			}
		})
	}
	wg.Wait()
	if b := get(t, s, ann); len(b.Lines) != devices {
		t.Errorf("the basket has %d lines after %d concurrent changes", len(b.Lines), devices)
	}
}

func testInvalidUser(t *testing.T, s basket.Store) {
	for _, user := range []string{"", "a/b"} {
		if _, err := s.Get(t.Context(), user); err == nil {
			t.Errorf("Get(%q) = nil, want an error", user)
		}
		if _, err := s.Update(t.Context(), user, add(line("p", 1))); err == nil {
			t.Errorf("Update(%q) = nil, want an error", user)
		}
	}
}

func testCanceled(t *testing.T, s basket.Store) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Get(ctx, ann); !errors.Is(err, context.Canceled) {
		t.Errorf("Get with a canceled context = %v", err)
	}
	if _, err := s.Update(ctx, ann, add(line("p", 1))); !errors.Is(err, context.Canceled) {
		t.Errorf("Update with a canceled context = %v", err)
	}
}
