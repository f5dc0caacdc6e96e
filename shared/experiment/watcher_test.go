package experiment_test

import (
	"context"
	"errors"
	"log/slog"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"shopfyp.dev/shared/experiment"
)

// slow is a Store that takes a time to read, and fails while failing is set.
type slow struct {
	experiment.Memory
	takes   time.Duration
	failing atomic.Bool
	reads   atomic.Int32
}

func (s *slow) Running(ctx context.Context) ([]experiment.Experiment, error) {
	s.reads.Add(1)
	select {
	case <-time.After(s.takes):
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if s.failing.Load() {
		return nil, errors.New("unavailable")
	}
	return s.Memory.Running(ctx)
}

func put(t *testing.T, s experiment.Store, e experiment.Experiment) {
	t.Helper()
	if _, err := s.Update(t.Context(), e.ID, func(experiment.Experiment) (experiment.Experiment, error) { return e, nil }); err != nil {
		t.Fatal(err)
	}
}

func newWatcher(t *testing.T, s experiment.Store) *experiment.Watcher {
	w := experiment.NewWatcher(s, slog.New(slog.DiscardHandler))
	t.Cleanup(func() { w.Close() })
	return w
}

func TestWatcherSeesChangesWithinFiveSeconds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &slow{takes: 50 * time.Millisecond}
		put(t, s, running("e1", 1, 1))
		w := newWatcher(t, s)
		in := func(id string) bool { return w.Assign(t.Context(), "ann").Arms[id] != "" }
		if !in("e1") {
			t.Error("the first request does not wait for the experiments")
		}
		put(t, s, running("e2", 1, 1))
		for range 49 { // with a request every tenth of a second
			time.Sleep(100 * time.Millisecond)
			in("e2")
		}
		if !in("e2") {
			t.Error("busy: experiment not seen after five seconds")
		}
		time.Sleep(time.Hour)
		put(t, s, running("e3", 1, 1))
		time.Sleep(5 * time.Second)
		if !in("e3") {
			t.Error("idle: experiment not seen after five seconds")
		}
		if n := s.reads.Load(); n > 4 {
			t.Errorf("%d reads, want none without requests", n)
		}
	})
}

func TestWatcherKeepsExperimentsWhileTheStoreFails(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &slow{takes: time.Second}
		put(t, s, running("e", 1, 1))
		w := newWatcher(t, s)
		start := time.Now()
		if w.Assign(t.Context(), "ann").Arms != nil || time.Since(start) != 200*time.Millisecond {
			t.Errorf("a request waited %v for a slow store, want 200ms", time.Since(start))
		}
		time.Sleep(2 * time.Second)
		s.failing.Store(true)
		for range 30 {
			time.Sleep(time.Second)
			before := time.Now()
			if w.Assign(t.Context(), "ann").Arms == nil {
				t.Fatal("the experiment is forgotten")
			}
			if waited := time.Since(before); waited > 0 {
				t.Errorf("a request waited %v for a store that fails", waited)
			}
		}
	})
}
