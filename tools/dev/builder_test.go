package main

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// shell returns a builder that is a shell script.
func shell(script string) *builder {
	return newBuilder(func() *exec.Cmd { return exec.Command("sh", "-c", script) }, io.Discard, slog.New(slog.DiscardHandler))
}

func TestRebuild(t *testing.T) {
	for _, tc := range []struct {
		name, script, want string
		output             string
	}{
		{"ends well", "echo embed; echo publish >&2", "", "embed\npublish\n"},
		{"fails", "echo embed; exit 3", "exit status 3", "embed\n"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			mux := http.NewServeMux()
			mux.Handle("POST "+rebuildPath, shell(tc.script))
			server := httptest.NewServer(mux)
			defer server.Close()
			c := Config{StateDir: t.TempDir()}
			if err := (Endpoints{API: server.URL}).write(filepath.Join(c.StateDir, endpointsFile)); err != nil {
				t.Fatal(err)
			}
			var out strings.Builder
			err := rebuild(t.Context(), c, &out)
			if tc.want == "" && err != nil || tc.want != "" && (err == nil || !strings.Contains(err.Error(), tc.want)) {
				t.Errorf("rebuild: %v, want %q", err, tc.want)
			}
			if out.String() != tc.output {
				t.Errorf("rebuild shows %q, want %q", out.String(), tc.output)
			}
		})
	}
}

func TestRebuildSaysThatNothingRuns(t *testing.T) {
	err := rebuild(t.Context(), Config{StateDir: t.TempDir()}, io.Discard)
	if err == nil || !strings.Contains(err.Error(), "make dev") {
		t.Errorf("rebuild with no local host: %v", err)
	}
}

// TestBuildsRunOneAtATime has each build fail that finds another one's mark.
func TestBuildsRunOneAtATime(t *testing.T) {
	mark := filepath.Join(t.TempDir(), "mark")
	b := shell("mkdir " + mark + " && sleep 0.05 && rmdir " + mark)
	errs := make(chan error)
	for range 4 {
		go func() { errs <- b.run(t.Context(), io.Discard) }()
	}
	for range 4 {
		if err := <-errs; err != nil {
			t.Errorf("run: %v", err)
		}
	}
}

func TestScheduleGoesOnAfterAFailure(t *testing.T) {
	count := filepath.Join(t.TempDir(), "count")
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		shell("echo x >>"+count+"; exit 1").schedule(ctx, time.Millisecond)
		close(ended)
	}()
	for {
		if text, _ := os.ReadFile(count); len(text) >= 6 {
			break
		}
		time.Sleep(time.Millisecond)
	}
	cancel()
	<-ended
}

func TestRunEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	started := filepath.Join(t.TempDir(), "started")
	errs := make(chan error)
	go func() { errs <- shell("touch "+started+"; exec sleep 1000").run(ctx, io.Discard) }()
	for {
		if _, err := os.Stat(started); err == nil {
			break
		}
		time.Sleep(time.Millisecond)
	}
	cancel()
	if err := <-errs; err == nil {
		t.Error("run that was ended: no error")
	}
}
