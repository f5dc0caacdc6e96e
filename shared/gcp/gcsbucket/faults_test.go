package gcsbucket_test

import (
	"context"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"shopfyp.dev/shared/snapshot"
)

// A fault answers a request with a failure, or passes it on to h.
type fault func(w http.ResponseWriter, r *http.Request, h http.Handler)

// A faultyStorage answers requests with its fault, if one is set.
type faultyStorage struct{ fault atomic.Pointer[fault] }

func (s *faultyStorage) wrap(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if f := s.fault.Load(); f != nil {
			(*f)(w, r, h)
			return
		}
		h.ServeHTTP(w, r)
	})
}

// abort closes the connection without a response.
func abort(http.ResponseWriter, *http.Request, http.Handler) { panic(http.ErrAbortHandler) }

// truncate closes the connection in the middle of an object's content.
func truncate(w http.ResponseWriter, r *http.Request, h http.Handler) {
	if r.Method != http.MethodGet || strings.Contains(r.URL.Path, "/b/") {
		h.ServeHTTP(w, r)
		return
	}
	whole := httptest.NewRecorder()
	h.ServeHTTP(whole, r)
	maps.Copy(w.Header(), whole.Header())
	w.WriteHeader(whole.Code)
	_, _ = w.Write(whole.Body.Bytes()[:whole.Body.Len()/2])
	panic(http.ErrAbortHandler)
}

func forbid(w http.ResponseWriter, _ *http.Request, _ http.Handler) {
	http.Error(w, "no", http.StatusForbidden)
}

// An openSnapshot holds the content of a snapshot's index file.
type openSnapshot struct{ content string }

func (openSnapshot) Close() error { return nil }

// newFollower returns a follower of b that downloads snapshots to dir.
func newFollower(t *testing.T, b snapshot.Bucket, dir string) *snapshot.Follower[openSnapshot] {
	t.Helper()
	f := snapshot.NewFollower(snapshot.FollowerConfig[openSnapshot]{
		Bucket: b, Dir: dir, Every: time.Hour, Logger: slog.New(slog.DiscardHandler),
		Open: func(_ context.Context, build snapshot.Local) (openSnapshot, error) {
			data, err := os.ReadFile(build.Path(snapshot.IndexFile))
			return openSnapshot{string(data)}, err
		},
	})
	t.Cleanup(func() { f.Close() })
	return f
}

// publish publishes a snapshot whose index file has the given content.
func publish(t *testing.T, b snapshot.Bucket, version, content string) {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{snapshot.IndexFile, snapshot.CardsFile} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	m := snapshot.Manifest{Version: version, Model: "m", Dim: 1, Count: 1, BuiltAt: time.Now(), Index: snapshot.Index{Type: "Flat"}}
	_, generation, err := snapshot.Current(t.Context(), b)
	if err != nil && version != "v1" {
		t.Fatal(err)
	}
	if _, err := snapshot.Publish(t.Context(), b, dir, m, generation); err != nil {
		t.Fatal(err)
	}
}

func checkContent(t *testing.T, f *snapshot.Follower[openSnapshot], want string) {
	t.Helper()
	if err := f.Use(t.Context(), func(o openSnapshot) error {
		if o.content != want {
			t.Errorf("snapshot content = %.20q, want %.20q", o.content, want)
		}
		return nil
	}); err != nil {
		t.Errorf("Use: %v", err)
	}
}

// refreshFails fails the test unless Refresh returns an error.
func refreshFails(t *testing.T, f *snapshot.Follower[openSnapshot]) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	if err := f.Refresh(ctx); err == nil {
		t.Error("Refresh = nil, want an error")
	}
}

// The follower keeps the old snapshot while the bucket fails, and opens the new one when the bucket works again.
func TestFollowerKeepsSnapshotDuringBucketFaults(t *testing.T) {
	for name, f := range map[string]fault{"unreachable": abort, "interrupted": truncate, "forbidden": forbid} {
		t.Run(name, func(t *testing.T) {
			var storage faultyStorage
			b := open(t, serve(t, storage.wrap))
			publish(t, b, "v1", "old")
			follower := newFollower(t, b, t.TempDir())
			checkContent(t, follower, "old")
			publish(t, b, "v2", "new")
			storage.fault.Store(&f)
			for range 2 {
				refreshFails(t, follower)
				checkContent(t, follower, "old")
			}
			storage.fault.Store(nil)
			if err := follower.Refresh(t.Context()); err != nil {
				t.Fatal(err)
			}
			checkContent(t, follower, "new")
		})
	}
}

// If a new snapshot does not fit on the disk, the follower keeps the old one and leaves no partial files. A limit
// on the file size simulates the full disk. The limit applies to the whole process, so the test starts a child process.
func TestFollowerKeepsSnapshotWhenDiskIsFull(t *testing.T) {
	const child = "TEST_DISK_FULL_CHILD"
	if os.Getenv(child) == "" {
		cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^"+t.Name()+"$")
		cmd.Env = append(os.Environ(), child+"=1")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%v\n%s", err, out)
		}
		return
	}
	b := open(t, serve(t, noFaults))
	publish(t, b, "v1", "old")
	dir := t.TempDir()
	f := newFollower(t, b, dir)
	checkContent(t, f, "old")
	content := strings.Repeat("new", 40_000)
	publish(t, b, "v2", content)

	restore := limitFileSize(t, 50_000)
	refreshFails(t, f)
	restore()
	checkContent(t, f, "old")
	if left, err := filepath.Glob(filepath.Join(dir, "v2", "*")); err != nil || len(left) > 0 {
		t.Errorf("files left on disk = %q, %v, want none", left, err)
	}
	if err := f.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	checkContent(t, f, content)
}

// limitFileSize limits the size of the files that this process writes, until restore is called.
func limitFileSize(t *testing.T, size uint64) (restore func()) {
	t.Helper()
	signal.Ignore(syscall.SIGXFSZ) // a write beyond the limit also sends this signal
	var before syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &before); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: size, Max: before.Max}); err != nil {
		t.Fatal(err)
	}
	return func() {
		signal.Reset(syscall.SIGXFSZ)
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &before); err != nil {
			t.Error(err)
		}
	}
}
