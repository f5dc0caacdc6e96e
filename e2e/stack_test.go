package e2e

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
	"time"
)

// root is the relative path of the checkout.
const root = ".."

// timeout limits every wait.
const timeout = 3 * time.Minute

// A stack is a running shop.
type stack struct {
	Project, Hosting, API, Auth, Firestore string

	dir    string // state folder
	cmd    *exec.Cmd
	output *output
	ended  chan struct{}
	err    error // of the process; set before ended is closed
}

// start starts a shop with the state in dir and waits until it is ready.
func start(t *testing.T, dir string) *stack {
	t.Helper()
	s := launch(t, dir)
	s.awaitOpen(t)
	return s
}

// launch starts a shop on free ports, with the flags more, and does not wait for it.
func launch(t *testing.T, dir string, more ...string) *stack {
	t.Helper()
	if os.Getenv("E2E") == "" {
		t.Skip("E2E is not set: run make e2e")
	}
	s := &stack{dir: dir, output: &output{}, ended: make(chan struct{})}
	args := []string{"-verbose", "-project-id", "demo-e2e", "-state-dir", dir, "-rebuild-every", "0", "-hot=false"}
	for _, name := range []string{"hosting", "api", "firestore", "auth", "storage", "hub", "logging", "vite"} {
		args = append(args, "-"+name+"-port", "0")
	}
	s.cmd = exec.Command("bin/dev", append(args, more...)...)
	s.cmd.Dir, s.cmd.Stdout, s.cmd.Stderr = root, s.output, s.output
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		s.err = s.cmd.Wait()
		close(s.ended)
	}()
	t.Cleanup(func() {
		s.cmd.Process.Kill()
		<-s.ended
		if t.Failed() {
			t.Logf("output of the shop:\n%s", s.output)
		}
	})
	return s
}

// awaitOpen waits until the shop publishes its addresses.
func (s *stack) awaitOpen(t *testing.T) {
	t.Helper()
	eventually(t, "the shop is ready", func() error {
		select {
		case <-s.ended:
			t.Fatalf("the shop ended: %v", s.err)
		default:
		}
		text, err := os.ReadFile(filepath.Join(s.dir, "endpoints.json"))
		if err != nil {
			return err
		}
		return json.Unmarshal(text, s)
	})
}

// stop stops the shop like Ctrl-C, and fails the test if the shop exits with an error.
func (s *stack) stop(t *testing.T) {
	t.Helper()
	if err := s.cmd.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	select {
	case <-s.ended:
	case <-time.After(timeout):
		t.Fatal("the shop does not stop")
	}
	if s.err != nil {
		t.Fatalf("the shop stopped with %v", s.err)
	}
}

// rebuild rebuilds the index like make rebuild.
func (s *stack) rebuild(t *testing.T) {
	t.Helper()
	if out, err := s.tryRebuild(); err != nil {
		t.Fatalf("dev rebuild: %v\n%s", err, out)
	}
}

func (s *stack) tryRebuild() (output []byte, err error) {
	cmd := exec.Command("bin/dev", "rebuild", "-state-dir", s.dir)
	cmd.Dir = root
	return cmd.CombinedOutput()
}

// output collects a program's output.
type output struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.String()
}

// eventually calls check until it returns nil. After timeout, it fails the test with the last error of check.
func eventually(t *testing.T, what string, check func() error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), timeout)
	defer cancel()
	for {
		err := check()
		if err == nil {
			return
		}
		select {
		case <-ctx.Done():
			t.Fatal(fmt.Errorf("timed out waiting until %s: %w", what, errors.Join(err, ctx.Err())))
		case <-time.After(50 * time.Millisecond):
		}
	}
}
