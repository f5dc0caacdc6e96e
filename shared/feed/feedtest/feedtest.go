// Package feedtest is the conformance suite for implementations of feed.Store.
package feedtest

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shopfyp.dev/shared/feed"
)

// TestStore tests an implementation of feed.Store. open returns an empty store.
func TestStore(t *testing.T, open func(t *testing.T) feed.Store) {
	s := open(t)
	now := time.Now().UTC().Truncate(time.Millisecond)
	put := func(i feed.Import) {
		t.Helper()
		if err := s.Put(t.Context(), i); err != nil {
			t.Fatal(err)
		}
	}
	check := func(want ...feed.Import) {
		t.Helper()
		got, err := s.Newest(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(append([]feed.Import{}, want...), got); diff != "" {
			t.Errorf("Newest (-want +got):\n%s", diff)
		}
	}
	check()
	full := feed.Import{Source: "Filiale 3/ü", At: now.Add(-time.Hour), Rows: 100, Rejected: 12, Duplicates: 3, Reasons: []feed.Reason{
		{Text: "title is empty", Count: 12, File: "a.csv", Line: 7, Row: "K3,,Acme"},
	}}
	put(full)
	put(feed.Import{Source: "old", At: now.Add(-feed.TTL - time.Minute), Rows: 1, Rejected: 1})
	clean := feed.Import{Source: "clean", At: now, Rows: 5}
	put(clean)
	check(clean, full)

	full.At, full.Reasons = now.Add(time.Second), nil
	for i := range feed.MaxReasons + 3 {
		full.Reasons = append(full.Reasons, feed.Reason{Text: fmt.Sprint("reason ", i), Count: 50 - i})
	}
	put(full)
	check(full.Limited(), clean)
	if n := len(full.Limited().Reasons); n != feed.MaxReasons {
		t.Errorf("Limited keeps %d reasons, want %d", n, feed.MaxReasons)
	}
}
