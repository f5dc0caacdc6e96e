package overlay_test

import (
	"log/slog"
	"slices"
	"testing"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/change"
	"shopfyp.dev/shared/overlay"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/recommend/viewtest"
)

// A snapshot of the first half of a catalog, with changes that bring the rest, answers as a snapshot of all of it. Words keep
// the weights that they have in the snapshot, so the suite does not compare what depends on them.
func TestConformance(t *testing.T) {
	viewtest.TestStore(t, func(t *testing.T, products []catalog.Product) recommend.Views {
		all := catalog.NewMemory()
		if _, err := all.Put(t.Context(), products); err != nil {
			t.Fatal(err)
		}
		changes := change.NewMemory(all)
		o := overlay.New(overlay.Config{Changes: changes, Every: noTimer, Logger: slog.New(slog.DiscardHandler)})
		t.Cleanup(func() { o.Close() })
		old := slices.Clone(products[:len(products)/2])
		old[3].Price.Amount, old[5].Title = 1, "another title"
		base := viewtest.NewSnapshot(t, old)
		v := o.Attach(base, time.Time{})
		tracker := change.NewTracker(changes, viewtest.Embedder)
		for _, p := range products {
			if err := tracker.Track(t.Context(), p.ID); err != nil {
				t.Fatal(err)
			}
		}
		if err := o.Poll(t.Context()); err != nil {
			t.Fatal(err)
		}
		return viewtest.Fixed(v.Current())
	})
}
