package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

// shell returns a build function that runs a shell script.
func shell(script string) func(context.Context, io.Writer) error {
	return runCommand(func() *exec.Cmd { return exec.Command("sh", "-c", script) })
}

func testBuilder(build func(context.Context, io.Writer) error) *builder {
	return newBuilder(build, io.Discard, slog.New(slog.DiscardHandler))
}

func TestRebuild(t *testing.T) {
	for _, tc := range []struct {
		name, script string
		wantErr      string
		wantOutput   string
	}{
		{"success", "echo embed; echo publish >&2", "", "embed\npublish\n"},
		{"failure", "echo embed; exit 3", "exit status 3", "embed\n"},
		{"log line", `echo embed; echo '{"severity":"INFO","message":"published","products":3}'`, "", "embed\npublished products=3\n"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			mux := http.NewServeMux()
			mux.Handle("POST "+rebuildPath, testBuilder(shell(tc.script)))
			server := httptest.NewServer(mux)
			defer server.Close()
			c := Config{StateDir: t.TempDir()}
			if err := (Endpoints{API: server.URL}).write(filepath.Join(c.StateDir, endpointsFile)); err != nil {
				t.Fatal(err)
			}
			var out strings.Builder
			err := rebuild(t.Context(), c, &out)
			if tc.wantErr == "" && err != nil || tc.wantErr != "" && (err == nil || !strings.Contains(err.Error(), tc.wantErr)) {
				t.Errorf("rebuild = %v, want error %q", err, tc.wantErr)
			}
			if out.String() != tc.wantOutput {
				t.Errorf("rebuild printed %q, want %q", out.String(), tc.wantOutput)
			}
		})
	}
}

func TestRebuildWithoutHost(t *testing.T) {
	err := rebuild(t.Context(), Config{StateDir: t.TempDir()}, io.Discard)
	if err == nil || !strings.Contains(err.Error(), "make dev") {
		t.Errorf("rebuild without a running host = %v, want an error that mentions make dev", err)
	}
}

func TestBuildsRunOneAtATime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		running := 0
		b := testBuilder(func(context.Context, io.Writer) error {
			if running++; running > 1 {
				t.Errorf("%d builds run at the same time, want 1", running)
			}
			time.Sleep(time.Minute)
			running--
			return nil
		})
		start, errs := time.Now(), make(chan error)
		for range 4 {
			go func() { errs <- b.run(t.Context(), io.Discard) }()
		}
		for range 4 {
			if err := <-errs; err != nil {
				t.Errorf("run = %v, want nil", err)
			}
		}
		if took := time.Since(start); took != 4*time.Minute {
			t.Errorf("4 builds of a minute took %s, want 4m", took)
		}
	})
}

func TestScheduleContinuesAfterFailedBuild(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		start := time.Now()
		var builds []time.Duration
		var log bytes.Buffer
		successes := 0
		b := newBuilder(func(context.Context, io.Writer) error {
			builds = append(builds, time.Since(start))
			if len(builds) == 1 {
				return errors.New("no space")
			}
			return nil
		}, io.Discard, slog.New(slog.NewTextHandler(&log, nil)))
		b.built = func() { successes++ }
		ended := make(chan struct{})
		go func() { b.schedule(ctx, 10*time.Minute); close(ended) }()
		time.Sleep(35 * time.Minute)
		cancel()
		<-ended

		if want := []time.Duration{10 * time.Minute, 20 * time.Minute, 30 * time.Minute}; !slices.Equal(builds, want) {
			t.Errorf("builds at %v, want %v", builds, want)
		}
		if successes != 2 {
			t.Errorf("built was called %d times, want 2", successes)
		}
		if n := strings.Count(log.String(), "no space"); n != 1 {
			t.Errorf("the log contains the failure %d times, want once:\n%s", n, log.String())
		}
	})
}

func TestScheduleIsOffWithoutInterval(t *testing.T) {
	testBuilder(func(context.Context, io.Writer) error {
		t.Error("schedule without an interval ran a build")
		return nil
	}).schedule(t.Context(), 0)
}

func TestRunStopsTheProcessWhenCanceled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	read, write := io.Pipe()
	errs := make(chan error, 1)
	go func() { errs <- testBuilder(shell("echo $$; exec sleep 1000")).run(ctx, write) }()
	line, err := bufio.NewReader(read).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	pid, err := strconv.Atoi(strings.TrimSpace(line))
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	if err := <-errs; !errors.Is(err, context.Canceled) {
		t.Errorf("run after cancel = %v, want context.Canceled", err)
	}
	if err := syscall.Kill(pid, 0); !errors.Is(err, syscall.ESRCH) {
		t.Errorf("signal to process %d after cancel = %v, want ESRCH", pid, err)
	}
}
