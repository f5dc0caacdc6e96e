package snapshot_test

import (
	"context"
	"io"
	"sync/atomic"
	"testing"
	"time"

	"shopfyp.dev/shared/snapshot"
)

// watched is a bucket that knows how many of its readers were open at once.
type watched struct {
	snapshot.Bucket
	open, most atomic.Int64
}

func (b *watched) Read(ctx context.Context, name string, generation, off, n int64) (io.ReadCloser, error) {
	r, err := b.Bucket.Read(ctx, name, generation, off, n)
	if err != nil {
		return nil, err
	}
	now := b.open.Add(1)
	for most := b.most.Load(); now > most && !b.most.CompareAndSwap(most, now); most = b.most.Load() {
	}
	return &watchedReader{r, b}, nil
}

type watchedReader struct {
	io.ReadCloser
	of *watched
}

// Read is slow, so that readers that may meet do.
func (r *watchedReader) Read(p []byte) (int, error) {
	time.Sleep(10 * time.Millisecond)
	return r.ReadCloser.Read(p)
}

func (r *watchedReader) Close() error { r.of.open.Add(-1); return r.ReadCloser.Close() }

// TestFollowerFetchesCalmlyBesideRequests compares the first fetch, which requests wait for, with the next one.
func TestFollowerFetchesCalmlyBesideRequests(t *testing.T) {
	b := &watched{Bucket: snapshot.NewMemoryBucket()}
	publish(t, b, "v1", "")
	f := newFollower(t, b, time.Hour, never)
	using(t, f)
	if most := b.most.Load(); most < 2 {
		t.Errorf("the first fetch opened %d readers at once, want files side by side", most)
	}
	b.most.Store(0)
	publish(t, b, "v2", "")
	if err := f.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	if most := b.most.Load(); using(t, f) != "v2" || most != 1 {
		t.Errorf("beside requests, %d readers were open at once, want 1", most)
	}
}
