package build

import (
	"context"
	"errors"
	"iter"
	"slices"
	"testing"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/change"
	"shopfyp.dev/shared/snapshot"
)

// clock is a store of changes with a clock that the test sets. It records the calls of Delete.
type clock struct {
	at                    time.Time
	deleted               []time.Time
	nowFault, deleteFault error
}

func (c *clock) Now(context.Context) (time.Time, error) { return c.at, c.nowFault }

func (c *clock) Since(_ context.Context, after time.Time, _ func(change.Change) error) (time.Time, error) {
	return after, nil
}

func (c *clock) Delete(_ context.Context, until time.Time) (int, error) {
	c.deleted = append(c.deleted, until)
	return 1, c.deleteFault
}

// A snapshot contains the changes up to a time before the read of the catalog, or a change during the read gets lost.
func TestSnapshotTellsWhichChangesItContains(t *testing.T) {
	s := newSite(t, 20)
	c := &clock{at: time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)}
	s.Changes = c
	s.Products = slowStore{s.memory, c}
	before := c.at
	if m := s.run(t).Manifest; !m.Changes.Equal(before) {
		t.Errorf("the snapshot contains the changes until %s, want %s, the time before the read", m.Changes, before)
	}
	published, _, err := snapshot.Current(t.Context(), s.Bucket)
	if err != nil || !published.Changes.Equal(before) {
		t.Errorf("published manifest: changes until %s, %v, want %s", published.Changes, err, before)
	}
}

// slowStore is a Store whose reads take an hour.
type slowStore struct {
	catalog.Store
	clock *clock
}

func (s slowStore) All(ctx context.Context) iter.Seq2[catalog.Product, error] {
	s.clock.at = s.clock.at.Add(time.Hour)
	return s.Store.All(ctx)
}

// A change is deleted a day after it was recorded, but never before a published snapshot contains it.
func TestOldChangesAreDeleted(t *testing.T) {
	s := newSite(t, 20)
	first := time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)
	c := &clock{at: first}
	s.Changes, s.Full = c, true
	s.run(t)
	c.at = first.Add(3 * KeepChanges)
	s.run(t) // publishes nothing new, so the first snapshot stays
	s.put(t, 20, 25, "")
	s.run(t)
	want := []time.Time{first.Add(-KeepChanges), first, first.Add(2 * KeepChanges)}
	if !slices.EqualFunc(c.deleted, want, time.Time.Equal) {
		t.Errorf("changes deleted until %v, want %v", c.deleted, want)
	}
}

func TestFaultsOfChanges(t *testing.T) {
	s := newSite(t, 20)
	c := &clock{at: time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC), nowFault: errors.New("fault")}
	s.Changes = c
	if _, err := s.Run(t.Context()); !errors.Is(err, c.nowFault) {
		t.Errorf("Run without the time = %v, want the fault", err)
	}
	c.nowFault, c.deleteFault = nil, errors.New("fault")
	if r, err := s.Run(t.Context()); err != nil || !r.Published {
		t.Errorf("Run with a broken Delete = %+v, %v, want a published snapshot", r, err)
	}
}
