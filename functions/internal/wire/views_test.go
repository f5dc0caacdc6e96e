package wire

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"time"

	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/recommend/recommendtest"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/vector"
)

// newFollower returns a follower of the bucket b that opens snapshots with o.
func newFollower(t *testing.T, b snapshot.Bucket, o recommend.Opener) *follower {
	t.Helper()
	open := func(ctx context.Context, b snapshot.Local) (*liveView, error) {
		v, err := o.Open(ctx, b)
		if err != nil {
			return nil, err
		}
		return &liveView{OpenView: v}, nil
	}
	f := snapshot.NewFollower(snapshot.FollowerConfig[*liveView]{
		Bucket: b, Dir: t.TempDir(), Every: time.Hour, Open: open, Logger: slog.New(slog.DiscardHandler),
	})
	t.Cleanup(func() { f.Close() })
	return f
}

func TestViews(t *testing.T) {
	o, _ := recommendtest.Opener(recommendtest.Rows)
	bucket := snapshot.NewMemoryBucket()
	newest := newFollower(t, bucket, o)
	errClient := errors.New("no client")
	var fault error = errClient
	v := newViews(func(context.Context) (*follower, error) { return newest, fault }, nil, nil)

	used := func() (version string, err error) {
		err = v.Use(t.Context(), func(open *recommend.View) error { version = open.Version; return nil })
		return version, err
	}
	if _, err := used(); !errors.Is(err, errClient) {
		t.Errorf("Use without a client = %v, want %v", err, errClient)
	}
	fault = nil
	if _, err := used(); !errors.Is(err, snapshot.ErrNoIndex) {
		t.Errorf("Use before the first snapshot = %v, want ErrNoIndex", err)
	}
	build := recommendtest.NewSnapshot(t, recommendtest.Rows)
	if _, err := snapshot.Publish(t.Context(), bucket, build.Dir, build.Manifest, 0); err != nil {
		t.Fatal(err)
	}
	if version, err := used(); version != "v1" || err != nil {
		t.Errorf("Use after the first snapshot = %q, %v, want v1", version, err)
	}
	if _, err := v.loaded.Get(t.Context()); err != nil {
		t.Errorf("load with a snapshot in use: %v", err)
	}
}

// The end of a request does not cancel the load that the next request needs.
func TestViewsLoadOutlivesRequest(t *testing.T) {
	o, _ := recommendtest.Opener(recommendtest.Rows)
	ctx, cancel := context.WithCancel(t.Context())
	open := o.Index
	o.Index = func(path string, s vector.SearchParams) (vector.Index, error) { cancel(); return open(path, s) }
	bucket := snapshot.NewMemoryBucket()
	build := recommendtest.NewSnapshot(t, recommendtest.Rows)
	if _, err := snapshot.Publish(t.Context(), bucket, build.Dir, build.Manifest, 0); err != nil {
		t.Fatal(err)
	}
	newest := newFollower(t, bucket, o)
	v := newViews(func(context.Context) (*follower, error) { return newest, nil }, nil, nil)
	_, _ = v.loaded.Get(ctx) // loads the snapshot, even if it returns an error
	if newest.Version() != "v1" {
		t.Errorf("after a canceled load, version %q is in use, want v1", newest.Version())
	}
}
