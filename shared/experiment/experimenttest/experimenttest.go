// Package experimenttest is the conformance suite for implementations of experiment.Store.
package experimenttest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shopfyp.dev/shared/experiment"
	"shopfyp.dev/shared/recommend"
)

// TestStore tests an implementation of experiment.Store. For each subtest it calls open, which must return an empty store.
func TestStore(t *testing.T, open func(t *testing.T) experiment.Store) {
	for name, test := range map[string]func(*testing.T, experiment.Store){
		"RoundTrip":         testRoundTrip,
		"Running":           testRunning,
		"Missing":           testMissing,
		"FailedUpdate":      testFailedUpdate,
		"ConcurrentUpdates": testConcurrent,
		"CanceledContext":   testCanceled,
	} {
		t.Run(name, func(t *testing.T) { test(t, open(t)) })
	}
}

func ptr[T any](v T) *T { return &v }

// full returns an experiment with a value in each field. Zero settings differ from missing ones.
func full(id string, s experiment.State) experiment.Experiment {
	at := time.Date(2026, 5, 17, 14, 10, 0, 123_000, time.UTC)
	return experiment.Experiment{
		ID: id, Name: "Wörter 🎧", Ramp: .25, State: s, CreatedAt: at, StartedAt: at.Add(time.Hour), StoppedAt: at.Add(2 * time.Hour),
		Arms: []experiment.Arm{
			{ID: "control", Weight: 1},
			{ID: "zero", Weight: 2, Settings: recommend.Settings{WordsWeight: ptr(0.), CoOccurrence: ptr(0.), Diversity: ptr(0.), Rules: ptr(false)}},
			{ID: "all", Weight: 3, Settings: recommend.Settings{Ranker: recommend.Original, WordsWeight: ptr(.1), CoOccurrence: ptr(.2), Diversity: ptr(.3), Rules: ptr(true)}},
		},
	}
}

func put(t *testing.T, s experiment.Store, e experiment.Experiment) {
	t.Helper()
	if _, err := s.Update(t.Context(), e.ID, func(experiment.Experiment) (experiment.Experiment, error) { return e, nil }); err != nil {
		t.Fatal(err)
	}
}

func testRoundTrip(t *testing.T, s experiment.Store) {
	b, a := full("b", experiment.Stopped), experiment.Experiment{ID: "a", Name: "A", State: experiment.Draft, Arms: []experiment.Arm{{ID: "x", Weight: 1}}}
	put(t, s, b)
	put(t, s, a)
	got, err := s.Get(t.Context(), "b")
	if diff := cmp.Diff(b, got); diff != "" || err != nil {
		t.Errorf("Get: %v (-want +got):\n%s", err, diff)
	}
	all, err := s.List(t.Context())
	if diff := cmp.Diff([]experiment.Experiment{a, b}, all); diff != "" || err != nil {
		t.Errorf("List: %v (-want +got):\n%s", err, diff)
	}
}

func testRunning(t *testing.T, s experiment.Store) {
	for id, state := range map[string]experiment.State{"d": experiment.Draft, "s": experiment.Stopped, "r2": experiment.Running, "r1": experiment.Running} {
		put(t, s, full(id, state))
	}
	got, err := s.Running(t.Context())
	want := []experiment.Experiment{full("r1", experiment.Running), full("r2", experiment.Running)}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("Running: %v (-want +got):\n%s", err, diff)
	}
}

func testMissing(t *testing.T, s experiment.Store) {
	if _, err := s.Get(t.Context(), "e"); !errors.Is(err, experiment.ErrNotFound) {
		t.Errorf("Get = %v, want ErrNotFound", err)
	}
	if all, err := s.List(t.Context()); len(all) > 0 || err != nil {
		t.Errorf("List = %v, %v, want none", all, err)
	}
	_, err := s.Update(t.Context(), "e", func(e experiment.Experiment) (experiment.Experiment, error) {
		if e.ID != "" {
			t.Errorf("change gets %+v, want an experiment without an ID", e)
		}
		return experiment.Experiment{ID: "other"}, nil
	})
	if err == nil {
		t.Error("Update accepts another ID")
	}
}

func testFailedUpdate(t *testing.T, s experiment.Store) {
	put(t, s, full("e", experiment.Draft))
	failed := errors.New("failed")
	if _, err := s.Update(t.Context(), "e", func(experiment.Experiment) (experiment.Experiment, error) {
		return full("e", experiment.Running), failed
	}); !errors.Is(err, failed) {
		t.Errorf("Update = %v, want the error of change", err)
	}
	if e, _ := s.Get(t.Context(), "e"); e.State != experiment.Draft {
		t.Errorf("a failed update changed the state to %s", e.State)
	}
}

func testConcurrent(t *testing.T, s experiment.Store) {
	put(t, s, experiment.Experiment{ID: "e", Name: "E", State: experiment.Draft})
	var wg sync.WaitGroup
	const owners = 5
	for i := range owners {
		wg.Go(func() {
			_, err := s.Update(t.Context(), "e", func(e experiment.Experiment) (experiment.Experiment, error) {
				e.Arms = append(e.Arms[:len(e.Arms):len(e.Arms)], experiment.Arm{ID: fmt.Sprint("a", i), Weight: 1})
				return e, nil
			})
			if err != nil {
				t.Errorf("Update: %v", err)
			}
		})
	}
	wg.Wait()
	if e, _ := s.Get(t.Context(), "e"); len(e.Arms) != owners {
		t.Errorf("%d arms after %d concurrent updates", len(e.Arms), owners)
	}
}

func testCanceled(t *testing.T, s experiment.Store) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.List(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("List with a canceled context = %v", err)
	}
	if _, err := s.Get(ctx, "e"); !errors.Is(err, context.Canceled) {
		t.Errorf("Get with a canceled context = %v", err)
	}
}
