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

// A fault answers a request as a storage in trouble, or has h answer it.
type fault func(w http.ResponseWriter, r *http.Request, h http.Handler)

// A troubled storage has its fault, where there is one.
type troubled struct{ fault atomic.Pointer[fault] }

func (s *troubled) wrap(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if f := s.fault.Load(); f != nil {
			(*f)(w, r, h)
			return
		}
		h.ServeHTTP(w, r)
	})
}

// cut ends the connection without an answer, as a network that is gone.
func cut(http.ResponseWriter, *http.Request, http.Handler) { panic(http.ErrAbortHandler) }

// halve ends the connection in the midst of an object's content.
func halve(w http.ResponseWriter, r *http.Request, h http.Handler) {
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

// opened is a build in use; what it answers is its index file's content.
type opened struct{ content string }

func (opened) Close() error { return nil }

// following returns a follower of b that keeps its copies in dir.
func following(t *testing.T, b snapshot.Bucket, dir string) *snapshot.Follower[opened] {
	t.Helper()
	f := snapshot.NewFollower(snapshot.FollowerConfig[opened]{
		Bucket: b, Dir: dir, Every: time.Hour, Logger: slog.New(slog.DiscardHandler),
		Open: func(_ context.Context, build snapshot.Local) (opened, error) {
			data, err := os.ReadFile(build.Path(snapshot.IndexFile))
			return opened{string(data)}, err
		},
	})
	t.Cleanup(func() { f.Close() })
	return f
}

// publish puts a build whose index file holds content in force.
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

func requireInUse(t *testing.T, f *snapshot.Follower[opened], want string) {
	t.Helper()
	if err := f.Use(t.Context(), func(o opened) error {
		if o.content != want {
			t.Errorf("in use is %.20q, want %.20q", o.content, want)
		}
		return nil
	}); err != nil {
		t.Errorf("Use: %v", err)
	}
}

// refreshFails refreshes with some patience, and wants an error.
func refreshFails(t *testing.T, f *snapshot.Follower[opened]) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	if err := f.Refresh(ctx); err == nil {
		t.Error("Refresh gives no error")
	}
}

// The old index keeps serving while the bucket is gone or breaks off, and the new one is taken when it is back.
func TestBucketInTrouble(t *testing.T) {
	for name, f := range map[string]fault{"gone": cut, "breaks off": halve, "forbidden": forbid} {
		t.Run(name, func(t *testing.T) {
			var storage troubled
			b := open(t, serve(t, storage.wrap))
			publish(t, b, "v1", "old")
			follower := following(t, b, t.TempDir())
			requireInUse(t, follower, "old")
			publish(t, b, "v2", "new")
			storage.fault.Store(&f)
			for range 2 {
				refreshFails(t, follower)
				requireInUse(t, follower, "old")
			}
			storage.fault.Store(nil)
			if err := follower.Refresh(t.Context()); err != nil {
				t.Fatal(err)
			}
			requireInUse(t, follower, "new")
		})
	}
}

// A disk on which a new index finds no room leaves the old one serving and nothing lying about. The limit
// of a file's size stands for the disk's: the kernel refuses both in the same place. It holds for a whole
// process, so this is one of its own.
func TestDiskFullWhileFetching(t *testing.T) {
	const child = "TEST_DISK_FULL_CHILD"
	if os.Getenv(child) == "" {
		cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^"+t.Name()+"$")
		cmd.Env = append(os.Environ(), child+"=1")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%v\n%s", err, out)
		}
		return
	}
	b := open(t, serve(t, faultless))
	publish(t, b, "v1", "old")
	dir := t.TempDir()
	f := following(t, b, dir)
	requireInUse(t, f, "old")
	content := strings.Repeat("new", 40_000)
	publish(t, b, "v2", content)

	restore := limitFiles(t, 50_000)
	refreshFails(t, f)
	restore()
	requireInUse(t, f, "old")
	if left, err := filepath.Glob(filepath.Join(dir, "v2", "*")); err != nil || len(left) > 0 {
		t.Errorf("left on disk: %q, %v", left, err)
	}
	if err := f.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	requireInUse(t, f, content)
}

// limitFiles has the kernel refuse to make a file larger than so many bytes, until restore is called.
func limitFiles(t *testing.T, size uint64) (restore func()) {
	t.Helper()
	signal.Ignore(syscall.SIGXFSZ) // which it sends as well
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
