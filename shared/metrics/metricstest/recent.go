package metricstest

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shopfyp.dev/shared/metrics"
)

// TestRecentStore tests an implementation of metrics.RecentStore. open returns an empty store.
func TestRecentStore(t *testing.T, open func(t *testing.T) metrics.RecentStore) {
	s := open(t)
	now := time.Now().UTC().Truncate(time.Millisecond)
	none := 0
	event := func(age time.Duration) metrics.Recent {
		return metrics.Recent{Name: metrics.ViewItem, At: now.Add(-age), Items: []metrics.RecentItem{{ID: "p", Surface: metrics.CardSurface, Index: 2}}}
	}
	empty := metrics.Recent{Name: metrics.ViewSearchResults, At: now.Add(-time.Second), Items: []metrics.RecentItem{}, Results: &none}
	put := func(instance string, events ...metrics.Recent) {
		t.Helper()
		if err := s.PutRecent(t.Context(), instance, events); err != nil {
			t.Fatal(err)
		}
	}
	check := func(want ...metrics.Recent) {
		t.Helper()
		got, err := s.Recent(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(append([]metrics.Recent{}, want...), got); diff != "" {
			t.Errorf("Recent (-want +got):\n%s", diff)
		}
	}
	check()
	put("a", event(time.Minute), event(0))
	put("b", event(2*metrics.RecentTTL), empty)
	check(event(0), empty, event(time.Minute))
	put("a", event(3*time.Second))
	check(empty, event(3*time.Second))
}
