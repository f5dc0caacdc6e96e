package e2e

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestSingleHost checks that a second host exits with an error, and that killing the first one stops its child
// processes and loses no saved data.
func TestSingleHost(t *testing.T) {
	t.Parallel()
	s := launch(t, t.TempDir(), "-save-every", "1s")
	s.awaitOpen(t)
	second := launch(t, s.dir)
	<-second.ended
	if out := strings.TrimSpace(second.output.String()); second.err == nil || strings.Contains(out, "\n") ||
		!strings.Contains(out, fmt.Sprintf("process %d", s.cmd.Process.Pid)) {
		t.Errorf("second host: %v, output %q, want one line that names the first host", second.err, out)
	}

	busy := launch(t, t.TempDir(), "-auth-port", s.Auth[strings.LastIndex(s.Auth, ":")+1:])
	<-busy.ended
	if out := strings.TrimSpace(busy.output.String()); busy.err == nil || strings.Contains(out, "\n") || !strings.Contains(out, "AUTH_PORT=") {
		t.Errorf("host with a port in use: %v, output %q, want one line with AUTH_PORT", busy.err, out)
	}

	const query = "kept without a clean exit"
	s.newShopper(t).search(t, query)
	eventually(t, "the search is on disk", func() error { return s.hasSaved(query) })

	children := childrenOf(t, s.cmd.Process.Pid)
	for _, program := range []string{"java", "node", "functions"} {
		if !slices.ContainsFunc(children, func(c child) bool { return c.program == program }) {
			t.Errorf("child processes = %v, want %s among them", children, program)
		}
	}
	s.cmd.Process.Kill()
	<-s.ended
	eventually(t, "the child processes of the killed host end", func() error {
		for _, c := range children {
			if c.runs() {
				return fmt.Errorf("%s (%d) is running", c.program, c.pid)
			}
		}
		return nil
	})
}

// hasSaved returns an error unless the saved documents contain text.
func (s *stack) hasSaved(text string) error {
	files, err := filepath.Glob(filepath.Join(s.dir, "firestore", "0*", "firestore", "*", "*", "output-*"))
	if err != nil {
		return err
	}
	for _, file := range files {
		if saved, err := os.ReadFile(file); err == nil && bytes.Contains(saved, []byte(text)) {
			return nil
		}
	}
	return fmt.Errorf("no file of %v contains %q", files, text)
}

// TestNoJava checks the host's error message without Java.
func TestNoJava(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("node is not on PATH")
	}
	bin := t.TempDir()
	if err := os.Symlink(node, filepath.Join(bin, "node")); err != nil {
		t.Fatal(err)
	}
	t.Setenv("JAVA_HOME", "")
	t.Setenv("PATH", bin)
	s := launch(t, t.TempDir())
	<-s.ended
	if out := strings.TrimSpace(s.output.String()); s.err == nil || strings.Contains(out, "\n") || !strings.Contains(out, "java is not on PATH") {
		t.Errorf("host without Java: %v, output %q, want one line that names Java", s.err, out)
	}
}

type child struct {
	pid     int
	program string
}

// childrenOf returns the child processes of a process.
func childrenOf(t *testing.T, parent int) []child {
	t.Helper()
	stats, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		t.Fatal(err)
	}
	var all []child
	for _, stat := range stats {
		if c, ppid, ok := readStat(stat); ok && ppid == parent {
			all = append(all, c)
		}
	}
	return all
}

// readStat parses a stat file: "pid (program) state ppid …".
func readStat(path string) (c child, ppid int, ok bool) {
	text, err := os.ReadFile(path)
	if err != nil {
		return c, 0, false
	}
	head, rest, _ := strings.Cut(string(text), ") ")
	number, program, _ := strings.Cut(head, " (")
	fields := strings.Fields(rest)
	if len(fields) < 2 || fields[0] == "Z" {
		return c, 0, false
	}
	c.program = program
	c.pid, _ = strconv.Atoi(number)
	ppid, _ = strconv.Atoi(fields[1])
	return c, ppid, true
}

// runs reports whether the process still runs the same program.
func (c child) runs() bool {
	now, _, ok := readStat(fmt.Sprintf("/proc/%d/stat", c.pid))
	return ok && now.program == c.program
}
