package process

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

func TestWaitReturnsExitStatus(t *testing.T) {
	for command, want := range map[string]int{"exit 0": 0, "exit 3": 3} {
		p, err := Start(exec.Command("sh", "-c", command))
		if err != nil {
			t.Fatal(err)
		}
		err = p.Wait()
		got := 0
		if exit, ok := errors.AsType[*exec.ExitError](err); ok {
			got = exit.ExitCode()
		}
		if got != want {
			t.Errorf("%s: Wait() = %v, want status %d", command, err, want)
		}
	}
}

func TestStartReportsMissingProgram(t *testing.T) {
	_, err := Start(exec.Command("/no/such/program"))
	if !errors.Is(err, os.ErrNotExist) {
		t.Errorf("Start of a missing program: %v, want os.ErrNotExist", err)
	}
}

func TestStopKillsAfterGrace(t *testing.T) {
	for _, tc := range []struct {
		name, script string
		killed       bool
	}{
		{"ends on SIGTERM", `echo ready; exec sleep 1000`, false},
		{"ignores SIGTERM", `trap "" TERM; echo ready; while :; do sleep 0.01; done`, true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			p := startReady(t, tc.script)
			grace := time.Minute
			if tc.killed {
				grace = 50 * time.Millisecond
			}
			if err := p.Stop(grace); (err != nil) != tc.killed {
				t.Errorf("Stop() = %v, want an error: %t", err, tc.killed)
			}
			if err := p.Stop(grace); err != nil {
				t.Errorf("second Stop() = %v", err)
			}
		})
	}
}

// startReady starts a shell script and waits for its first line of output.
func startReady(t *testing.T, script string) *Process {
	t.Helper()
	cmd := exec.Command("sh", "-c", script)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	p, err := Start(cmd)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := bufio.NewReader(out).ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	return p
}

// TestChildDiesWithItsParent kills a program that has started a child.
func TestChildDiesWithItsParent(t *testing.T) {
	if os.Getenv("PROCESS_TEST_PARENT") != "" {
		p, err := Start(exec.Command("sleep", "1000"))
		if err != nil {
			t.Fatal(err)
		}
		fmt.Println(p.PID())
		select {}
	}
	parent := exec.Command(os.Args[0], "-test.run=^TestChildDiesWithItsParent$")
	parent.Env = append(os.Environ(), "PROCESS_TEST_PARENT=1")
	out, err := parent.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := parent.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	parent.Process.Kill()
	parent.Wait()
	child, convErr := strconv.Atoi(strings.TrimSpace(line))
	if err != nil || convErr != nil {
		t.Fatalf("parent printed %q, %v; want a process ID", line, err)
	}
	for alive(child) {
		if t.Context().Err() != nil {
			t.Fatal("child outlived its parent")
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// alive reports whether the process is running. A zombie does not count as running.
func alive(pid int) bool {
	if errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) {
		return false
	}
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	return err == nil && !strings.Contains(string(stat), ") Z ")
}
