package snapshot_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"shopfyp.dev/shared/snapshot"
)

// countedReads is a bucket that counts the reads of each object.
type countedReads struct {
	snapshot.Bucket
	mu    sync.Mutex
	reads map[string]int
}

func (b *countedReads) Read(ctx context.Context, name string, generation, offset, length int64) (io.ReadCloser, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.reads[name]++
	return b.Bucket.Read(ctx, name, generation, offset, length)
}

// files returns the number of reads of a version's files, and the number of reads of its manifest.
func (b *countedReads) files(version string) (files, manifests int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for name, n := range b.reads {
		switch file, ok := strings.CutPrefix(name, "indexes/"+version+"/"); {
		case ok && file == "manifest.json":
			manifests += n
		case ok:
			files += n
		}
	}
	return files, manifests
}

// checkInterval is the interval between checks of the pointer in production.
const checkInterval = 30 * time.Second

// scroll calls Use once per interval for the duration d, as a busy instance does.
func scroll(f *snapshot.Follower[*view], d time.Duration) {
	for range d / checkInterval {
		time.Sleep(checkInterval)
		_ = f.Use(context.Background(), func(*view) error { return nil })
		synctest.Wait()
	}
}

// following returns a follower of b that calls check and open.
func following(t *testing.T, b snapshot.Bucket, check func(snapshot.Manifest) error, open func(version string) error) *snapshot.Follower[*view] {
	t.Helper()
	f := snapshot.NewFollower(snapshot.FollowerConfig[*view]{
		Bucket: b, Dir: t.TempDir(), Every: checkInterval, Check: check, Logger: slog.New(slog.DiscardHandler),
		Open: func(_ context.Context, l snapshot.Local) (*view, error) {
			return &view{version: l.Manifest.Version}, open(l.Manifest.Version)
		},
	})
	t.Cleanup(func() { f.Close() })
	return f
}

// failing returns a function that returns an error for one version.
func failing(version string) func(string) error {
	return func(v string) error {
		if v == version {
			return errors.New("bad version")
		}
		return nil
	}
}

func TestFollowerChecksManifestBeforeDownload(t *testing.T) {
	for _, inUse := range []string{"v1", ""} {
		t.Run("in use "+inUse, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := &countedReads{Bucket: snapshot.NewMemoryBucket(), reads: make(map[string]int)}
				refuse := failing("v2")
				f := following(t, b, func(m snapshot.Manifest) error { return refuse(m.Version) }, never)
				if inUse != "" {
					publish(t, b, inUse, "1")
					using(t, f)
				}
				publish(t, b, "v2", "2")
				b.reads = make(map[string]int)
				scroll(f, time.Hour)
				if files, manifests := b.files("v2"); files != 0 || manifests != 1 {
					t.Errorf("an hour after the refusal of a version: %d file reads and %d manifest reads, want 0 and 1", files, manifests)
				}
				if v := f.Version(); v != inUse {
					t.Errorf("version in use = %q, want %q", v, inUse)
				}
				publish(t, b, "v3", "3")
				scroll(f, 2*checkInterval)
				if v := using(t, f); v != "v3" {
					t.Errorf("version in use = %q, want v3", v)
				}
			})
		})
	}
}

func TestFollowerReadsAnInvalidManifestOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := &countedReads{Bucket: snapshot.NewMemoryBucket(), reads: make(map[string]int)}
		f := following(t, b, nil, never)
		publish(t, b, "v1", "1")
		using(t, f)
		publish(t, b, "v2", "2")
		write(t, b, "indexes/v2/manifest.json", `{"format": 99, "version": "v2"}`)
		b.reads = make(map[string]int)
		scroll(f, time.Hour)
		if files, manifests := b.files("v2"); files != 0 || manifests != 1 {
			t.Errorf("an hour after an unsupported format: %d file reads and %d manifest reads, want 0 and 1", files, manifests)
		}
	})
}

func TestFollowerBacksOffAfterFailures(t *testing.T) {
	for _, inUse := range []string{"v1", ""} {
		t.Run("in use "+inUse, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := &countedReads{Bucket: snapshot.NewMemoryBucket(), reads: make(map[string]int)}
				broken := true
				f := following(t, b, nil, func(version string) error {
					if broken {
						return failing("v2")(version)
					}
					return nil
				})
				if inUse != "" {
					publish(t, b, inUse, "1")
					using(t, f)
				}
				publish(t, b, "v2", "2")
				b.reads = make(map[string]int)
				scroll(f, time.Hour)
				// A version has two files. Delays of 1 s to 10 min with jitter allow 10 to 20 attempts in the 120 checks.
				if files, _ := b.files("v2"); files < 2*8 || files > 2*24 {
					t.Errorf("an hour of failures: %d downloads of files, want backoff, %d to %d", files, 2*8, 2*24)
				}
				broken = false
				scroll(f, 11*time.Minute)
				if v := using(t, f); v != "v2" {
					t.Errorf("version in use = %q after the repair, want v2", v)
				}
			})
		})
	}
}

func TestFollowerDoesNotBackOffAfterCancellation(t *testing.T) {
	b := snapshot.NewMemoryBucket()
	publish(t, b, "v1", "1")
	ctx, cancel := context.WithCancel(t.Context())
	open := func(string) error { cancel(); return ctx.Err() }
	f := following(t, b, nil, func(v string) error { return open(v) })
	if err := f.Use(ctx, func(*view) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Fatalf("Use = %v, want context.Canceled", err)
	}
	open = never
	if v := using(t, f); v != "v1" {
		t.Errorf("version in use = %q, want v1", v)
	}
}
