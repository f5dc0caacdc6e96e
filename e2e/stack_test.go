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

// root is the checkout, seen from here.
const root = ".."

// patience is how long anything may take before a test gives up on it.
const patience = 3 * time.Minute

// stack is a local host that runs.
type stack struct {
	Project, Hosting, API, Auth, Firestore string

	dir    string // its state
	cmd    *exec.Cmd
	output *output
	ended  chan struct{}
	err    error // of the process, once ended is closed
}

// start runs a local host over the state in dir and returns when it is open.
func start(t *testing.T, dir string) *stack {
	t.Helper()
	s := launch(t, dir)
	s.awaitOpen(t)
	return s
}

// launch starts a local host on free ports, with more settings.
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
			t.Logf("the local host said:\n%s", s.output)
		}
	})
	return s
}

// awaitOpen returns when the host says where everything is.
func (s *stack) awaitOpen(t *testing.T) {
	t.Helper()
	eventually(t, "the local host is open", func() error {
		select {
		case <-s.ended:
			t.Fatalf("the local host has ended: %v", s.err)
		default:
		}
		text, err := os.ReadFile(filepath.Join(s.dir, "endpoints.json"))
		if err != nil {
			return err
		}
		return json.Unmarshal(text, s)
	})
}

// stop ends the host as Ctrl-C does, and wants it to end well.
func (s *stack) stop(t *testing.T) {
	t.Helper()
	if err := s.cmd.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	select {
	case <-s.ended:
	case <-time.After(patience):
		t.Fatal("the local host does not end")
	}
	if s.err != nil {
		t.Fatalf("the local host ended with %v", s.err)
	}
}

// rebuild has the host build a new index, as make rebuild does.
func (s *stack) rebuild(t *testing.T) {
	t.Helper()
	cmd := exec.Command("bin/dev", "rebuild", "-state-dir", s.dir)
	cmd.Dir = root
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("dev rebuild: %v\n%s", err, out)
	}
}

// output holds what a program prints.
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

// eventually tries until check returns nil, and fails with its last error when patience ends.
func eventually(t *testing.T, what string, check func() error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	for {
		err := check()
		if err == nil {
			return
		}
		select {
		case <-ctx.Done():
			t.Fatal(fmt.Errorf("%s: not so: %w", what, errors.Join(err, ctx.Err())))
		case <-time.After(50 * time.Millisecond):
		}
	}
}
