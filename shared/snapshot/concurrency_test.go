package snapshot_test

import (
	"context"
	"io"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"shopfyp.dev/shared/snapshot"
)

// watched is a bucket that records the largest number of readers open at the same time.
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
	bucket *watched
}

// Read is slow, so that parallel readers overlap.
func (r *watchedReader) Read(p []byte) (int, error) {
	time.Sleep(10 * time.Millisecond)
	return r.ReadCloser.Read(p)
}

func (r *watchedReader) Close() error { r.bucket.open.Add(-1); return r.ReadCloser.Close() }

func TestFollowerRefreshesWithOneReader(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := &watched{Bucket: snapshot.NewMemoryBucket()}
		publish(t, b, "v1", "")
		f := newFollower(t, b, time.Hour, never)
		using(t, f)
		if most := b.most.Load(); most < 2 {
			t.Errorf("first download: at most %d open readers, want at least 2", most)
		}
		b.most.Store(0)
		publish(t, b, "v2", "")
		if err := f.Refresh(t.Context()); err != nil {
			t.Fatal(err)
		}
		if most := b.most.Load(); using(t, f) != "v2" || most != 1 {
			t.Errorf("refresh while requests are served: at most %d open readers, want 1", most)
		}
	})
}
