package snapshot_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"shopfyp.dev/shared/snapshot"
)

// A view is an opened snapshot.
type view struct {
	version string
	closed  atomic.Bool
}

func (v *view) Close() error { v.closed.Store(true); return nil }

// newFollower returns a follower of b. Its Open returns the error of fail.
func newFollower(t *testing.T, b snapshot.Bucket, every time.Duration, fail func(version string) error) *snapshot.Follower[*view] {
	t.Helper()
	f := snapshot.NewFollower(snapshot.FollowerConfig[*view]{
		Bucket: b, Dir: t.TempDir(), Every: every, Logger: slog.New(slog.DiscardHandler),
		Open: func(_ context.Context, local snapshot.Local) (*view, error) {
			if _, err := os.Stat(local.Path(snapshot.IndexFile)); err != nil {
				return nil, err
			}
			return &view{version: local.Manifest.Version}, fail(local.Manifest.Version)
		},
	})
	t.Cleanup(func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	})
	return f
}

// never is a fail function that returns no error.
func never(string) error { return nil }

// using returns the version that Use passes to its callback.
func using(t *testing.T, f *snapshot.Follower[*view]) (version string) {
	t.Helper()
	if err := f.Use(t.Context(), func(v *view) error { version = v.version; return nil }); err != nil {
		t.Fatal(err)
	}
	return version
}

func TestUseWaitsForTheFirstSnapshot(t *testing.T) {
	b := snapshot.NewMemoryBucket()
	f := newFollower(t, b, time.Hour, never)
	use := func() error { return f.Use(t.Context(), func(*view) error { return nil }) }
	if err := use(); !errors.Is(err, snapshot.ErrNoIndex) {
		t.Fatalf("Use = %v, want ErrNoIndex", err)
	}
	publish(t, b, "v1", "")
	if err := use(); err != nil { // must not wait for Every, since no snapshot is open
		t.Errorf("Use after the first publication = %v", err)
	}
}

func TestFollowerSwapsWhenThePointerMoves(t *testing.T) {
	b := snapshot.NewMemoryBucket()
	publish(t, b, "v1", "")
	f := newFollower(t, b, time.Millisecond, never)
	if v := using(t, f); v != "v1" {
		t.Fatalf("using %s, want v1", v)
	}
	publish(t, b, "v2", "")
	for deadline := time.Now().Add(10 * time.Second); using(t, f) != "v2"; {
		if time.Now().After(deadline) {
			t.Fatal("v2 is not in use after 10 s")
		}
	}
}

func TestFollowerChecksThePointerOncePerInterval(t *testing.T) {
	b := snapshot.NewMemoryBucket()
	publish(t, b, "v1", "")
	f := newFollower(t, b, time.Hour, never)
	using(t, f)
	publish(t, b, "v2", "")
	for range 100 {
		if v := using(t, f); v != "v1" {
			t.Fatalf("using %s before the interval of an hour has passed", v)
		}
	}
	if err := f.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	if v := using(t, f); v != "v2" {
		t.Errorf("using %s after Refresh, want v2", v)
	}
}

func TestFollowerKeepsTheOldSnapshotIfTheNewOneIsBad(t *testing.T) {
	bad := errors.New("made for another model")
	tests := []struct {
		name   string
		damage func(t *testing.T, b snapshot.Bucket)
		fail   func(string) error
	}{
		{"does not open", func(*testing.T, snapshot.Bucket) {}, func(v string) error {
			if v == "v2" {
				return bad
			}
			return nil
		}},
		{"wrong hash", func(t *testing.T, b snapshot.Bucket) { write(t, b, "indexes/v2/index.faiss", "index.faissZ") }, never},
		{"missing file", func(t *testing.T, b snapshot.Bucket) { remove(t, b, "indexes/v2/cards.bin") }, never},
		{"pointer to nowhere", func(t *testing.T, b snapshot.Bucket) { write(t, b, "indexes/current.json", `{"version": "v7"}`) }, never},
		{"garbage pointer", func(t *testing.T, b snapshot.Bucket) { write(t, b, "indexes/current.json", `{"version": "../v1"}`) }, never},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := snapshot.NewMemoryBucket()
			publish(t, b, "v1", "1")
			f := newFollower(t, b, time.Hour, tt.fail)
			using(t, f)
			publish(t, b, "v2", "2")
			tt.damage(t, b)
			for range 2 {
				if err := f.Refresh(t.Context()); err == nil {
					t.Error("Refresh to a bad snapshot returned no error")
				}
				if v := using(t, f); v != "v1" {
					t.Errorf("using %s, want v1 as before", v)
				}
			}
			publish(t, b, "v3", "3")
			if err := f.Refresh(t.Context()); err != nil {
				t.Fatal(err)
			}
			if v := using(t, f); v != "v3" {
				t.Errorf("using %s, want v3", v)
			}
		})
	}
}

func TestUseSucceedsDuringSwaps(t *testing.T) {
	b := snapshot.NewMemoryBucket()
	publish(t, b, "v000", "")
	f := newFollower(t, b, time.Millisecond, never)
	using(t, f)
	ctx, stop := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for ctx.Err() == nil {
				err := f.Use(t.Context(), func(v *view) error {
					if v.closed.Load() {
						return errors.New("closed while in use")
					}
					return nil
				})
				if err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	for i := range 30 {
		publish(t, b, fmt.Sprintf("v%03d", i+1), fmt.Sprint(i))
	}
	stop()
	wg.Wait()
	if err := f.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	if v := using(t, f); v != "v030" {
		t.Errorf("using %s, want the last version", v)
	}
}

func TestFollowerKeepsOneSnapshotOnDisk(t *testing.T) {
	b, dir := snapshot.NewMemoryBucket(), t.TempDir()
	f := snapshot.NewFollower(snapshot.FollowerConfig[*view]{
		Bucket: b, Dir: dir, Every: time.Hour, Logger: slog.New(slog.DiscardHandler),
		Open: func(_ context.Context, local snapshot.Local) (*view, error) {
			return &view{version: local.Manifest.Version}, nil
		},
	})
	for i := range 3 {
		publish(t, b, fmt.Sprintf("v%d", i), fmt.Sprint(i))
		if err := f.Refresh(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	left, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(left) != 1 || filepath.Base(left[0]) != "v2" {
		t.Errorf("folders on disk: %v, %v, want only v2", left, err)
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
}

// waiting is a bucket whose Stat blocks until its context is done.
type waiting struct {
	snapshot.Bucket
	blocked chan struct{} // receives a value when a call blocks
}

func (w waiting) Stat(ctx context.Context, _ string) (snapshot.Object, error) {
	w.blocked <- struct{}{}
	<-ctx.Done()
	return snapshot.Object{}, ctx.Err()
}

func TestRefreshStopsWaitingWhenCanceled(t *testing.T) {
	b := waiting{snapshot.NewMemoryBucket(), make(chan struct{}, 1)}
	f := newFollower(t, b, time.Hour, never)
	ctx, stop := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	wg.Go(func() { _ = f.Refresh(ctx) })
	<-b.blocked
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if err := f.Refresh(gone); !errors.Is(err, context.Canceled) {
		t.Errorf("Refresh = %v, want context.Canceled", err)
	}
	stop()
	wg.Wait()
}
