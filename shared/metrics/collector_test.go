package metrics_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"shopfyp.dev/shared/metrics"
)

// A faulty store fails while fault is set, before or after it adds.
type faulty struct {
	metrics.Memory
	mu     sync.Mutex
	fault  error
	late   bool // fails after the counters were added, like a lost answer
	writes int
}

func (f *faulty) Add(ctx context.Context, batches []metrics.BatchID, t metrics.Tally) ([]metrics.BatchID, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.writes++
	if f.fault != nil && !f.late {
		return nil, f.fault
	}
	known, err := f.Memory.Add(ctx, batches, t)
	return known, errors.Join(err, f.fault)
}

func (f *faulty) fail(err error, late bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.fault, f.late = err, late
}

func newCollector(s metrics.Store) *metrics.Collector {
	return metrics.NewCollector(metrics.NewCollectorConfig(s, new(metrics.RecentMemory), metrics.Counter{Attribution: metrics.DefaultAttribution}, slog.New(slog.DiscardHandler)))
}

// views returns a batch with one page view.
func views(id int) []metrics.Event {
	return []metrics.Event{{ID: fmt.Sprintf("event-%d", id), Name: metrics.ViewItem, Items: []metrics.Item{{ID: "p"}}}}
}

func addViews(t *testing.T, c *metrics.Collector, ids ...int) {
	t.Helper()
	for _, id := range ids {
		if _, err := c.Add(t.Context(), views(id)); err != nil {
			t.Errorf("Add = %v", err)
		}
	}
}

// checkViews checks the number of page views in the store.
func checkViews(t *testing.T, s metrics.Store, want int64) {
	t.Helper()
	tally, err := s.Read(t.Context(), time.Time{}, time.Now().Add(time.Hour), metrics.ByList)
	if err != nil {
		t.Fatal(err)
	}
	var got int64
	for _, counts := range tally {
		got += counts[metrics.Views]
	}
	if got != want {
		t.Errorf("%d views are counted, want %d", got, want)
	}
}

func TestCollectorWritesAfterTenSeconds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := new(faulty)
		c := newCollector(s)
		addViews(t, c, 1, 2, 3)
		checkViews(t, s, 0)
		time.Sleep(10*time.Second + time.Millisecond)
		synctest.Wait()
		checkViews(t, s, 3)
		if s.writes != 1 || c.Waiting() != 0 {
			t.Errorf("%d writes, %d batches wait, want one write of all batches", s.writes, c.Waiting())
		}
	})
}

func TestCollectorCountsABatchOnce(t *testing.T) {
	s := new(faulty)
	c, other := newCollector(s), newCollector(s)
	addViews(t, c, 1, 1, 2)
	addViews(t, other, 2, 3)
	for _, c := range []*metrics.Collector{c, other} {
		if err := c.Close(t.Context()); err != nil {
			t.Error(err)
		}
	}
	checkViews(t, s, 3)
}

func TestCollectorRepeatsFailedWrites(t *testing.T) {
	for _, late := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			s := new(faulty)
			c := newCollector(s)
			s.fail(errors.New("unavailable"), late)
			addViews(t, c, 1)
			time.Sleep(11 * time.Second)
			addViews(t, c, 2)
			s.fail(nil, false)
			time.Sleep(11 * time.Second)
			synctest.Wait()
			checkViews(t, s, 2)
		})
	}
}

func TestCollectorIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := new(faulty)
		s.fail(errors.New("unavailable"), false)
		config := metrics.NewCollectorConfig(s, new(metrics.RecentMemory), metrics.Counter{}, slog.New(slog.DiscardHandler))
		config.Capacity = 2
		c := metrics.NewCollector(config)
		addViews(t, c, 1, 2)
		if _, err := c.Add(t.Context(), views(3)); !errors.Is(err, metrics.ErrFull) {
			t.Errorf("Add of too many batches = %v, want ErrFull", err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if err := c.Close(ctx); err == nil {
			t.Error("Close returned no error, and two batches are lost")
		}
	})
}

func TestCollectorWritesManyBatches(t *testing.T) {
	s := new(faulty)
	c := newCollector(s)
	const n = 2*metrics.MaxBatches + 1
	for i := range n {
		addViews(t, c, i)
	}
	if err := c.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	checkViews(t, s, n)
	if s.writes != 3 {
		t.Errorf("%d writes, want 3", s.writes)
	}
	if _, err := c.Add(t.Context(), views(n)); !errors.Is(err, metrics.ErrFull) {
		t.Errorf("Add after Close = %v, want ErrFull", err)
	}
}

func TestCollectorCountsAnEventOfTwoBatchesOnce(t *testing.T) {
	s := new(faulty)
	c := newCollector(s)
	addViews(t, c, 1)
	added, err := c.Add(t.Context(), slices.Concat(views(1), views(2)))
	if err != nil || added != 1 {
		t.Errorf("Add = %v, %v, want the new event", added, err)
	}
	if err := c.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	checkViews(t, s, 2)
}

// The app and the shop's backend report the same order to two instances. It counts once, and all else that the app reports
// counts too.
func TestAnOrderCountsOnce(t *testing.T) {
	order := func(surface metrics.Surface) metrics.Event {
		return metrics.Event{ID: "shop-order-1042", Name: metrics.Purchase, Items: []metrics.Item{{ID: "p", List: metrics.List{Surface: surface}}}}
	}
	for name, backendFirst := range map[string]bool{"the app is first": false, "the backend is first": true} {
		t.Run(name, func(t *testing.T) {
			s, one, other := new(faulty), bytes.Buffer{}, bytes.Buffer{}
			collector := func(log *bytes.Buffer) *metrics.Collector {
				return metrics.NewCollector(metrics.NewCollectorConfig(s, nil, metrics.Counter{Attribution: metrics.DefaultAttribution}, slog.New(slog.NewJSONHandler(log, nil))))
			}
			app, backend := collector(&one), collector(&other)
			reports := []func(){
				func() { add(t, app, slices.Concat(views(1), []metrics.Event{order(metrics.CardSurface)}, views(2))) },
				func() { add(t, backend, []metrics.Event{order(metrics.CardSurface)}) },
			}
			if backendFirst {
				slices.Reverse(reports)
			}
			for range 2 { // both may repeat the report
				for _, report := range reports {
					report()
				}
			}
			for _, c := range []*metrics.Collector{app, backend} {
				if err := c.Close(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			checkViews(t, s, 2)
			tally, err := s.Read(t.Context(), time.Time{}, time.Now().Add(time.Hour), metrics.ByList)
			if err != nil {
				t.Fatal(err)
			}
			var purchases int64
			for key, counts := range tally {
				if key.Surface == metrics.CardSurface {
					purchases += counts[metrics.Purchases]
				}
			}
			if purchases != 1 {
				t.Errorf("%d purchases are counted, want 1", purchases)
			}
			ids := make(map[string]bool) // in the log, from which others count again
			for line := range strings.Lines(one.String() + other.String()) {
				var l struct{ Event metrics.Record }
				if err := json.Unmarshal([]byte(line), &l); err != nil {
					t.Fatal(err)
				}
				ids[l.Event.ID] = true
			}
			if len(ids) != 3 || strings.Contains(one.String()+other.String(), "shop-order-1042") {
				t.Errorf("the log has the events %v, want three, without the ID of the order", ids)
			}
		})
	}
}

func add(t *testing.T, c *metrics.Collector, events []metrics.Event) {
	t.Helper()
	if _, err := c.Add(t.Context(), events); err != nil {
		t.Fatal(err)
	}
}

func TestBatchIDIgnoresTheOrder(t *testing.T) {
	events := slices.Concat(views(1), views(2))
	id := metrics.NewBatchID(events)
	slices.Reverse(events)
	if metrics.NewBatchID(events) != id || metrics.NewBatchID(views(1)) == id {
		t.Error("the ID of a batch depends on the order of its events, or not on all of them")
	}
}

// The newest events reach the live view with the next write, without those that arrive twice.
func TestRecentEventsAreWritten(t *testing.T) {
	var recent metrics.RecentMemory
	c := metrics.NewCollectorConfig(new(metrics.Memory), &recent, metrics.Counter{}, slog.New(slog.DiscardHandler))
	collector := metrics.NewCollector(c)
	var events []metrics.Event
	for i := range metrics.MaxRecent + 10 {
		events = append(events, metrics.Event{ID: fmt.Sprintf("event-%03d", i), Name: metrics.ViewItem, Items: []metrics.Item{{ID: "p"}}, AgeMS: int64(1000 - i)})
	}
	for range 2 {
		if _, err := collector.Add(t.Context(), events); err != nil {
			t.Fatal(err)
		}
	}
	if err := collector.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	got, err := recent.Recent(t.Context())
	if err != nil || len(got) != metrics.MaxRecent || got[0].At.Before(got[1].At) || got[0].Items[0].ID != "p" {
		t.Errorf("Recent = %d events, %v, want the newest %d", len(got), err, metrics.MaxRecent)
	}
}
