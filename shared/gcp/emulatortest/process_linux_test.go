package emulatortest

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestDiesWithItsParent kills a program that has started an emulator, and checks that the emulator dies too.
func TestDiesWithItsParent(t *testing.T) {
	if os.Getenv("EMULATOR_TEST_PARENT") != "" {
		beParent(t)
	}
	ForTest(t)
	parent := exec.Command(os.Args[0], "-test.run=^TestDiesWithItsParent$")
	parent.Env = append(os.Environ(), "EMULATOR_TEST_PARENT=1")
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
	pid, convErr := strconv.Atoi(strings.TrimSpace(line))
	if err != nil || convErr != nil {
		t.Fatalf("parent printed %q, %v; want a process ID", line, err)
	}
	for alive(pid) {
		if t.Context().Err() != nil {
			t.Fatal("emulator outlived its parent")
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// beParent starts an emulator, makes the Go runtime end many threads, prints the emulator's process ID and waits to be
// killed.
func beParent(t *testing.T) {
	f, err := Start(t.Context(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	for range 50 {
		ended := make(chan bool)
		go func() {
			runtime.LockOSThread() // never unlocked, so the thread ends with the goroutine
			close(ended)
		}()
		<-ended
	}
	if f.answers(t.Context()) {
		fmt.Println(f.PID())
	}
	select {}
}

// alive reports whether the process is running. A zombie does not count as running.
func alive(pid int) bool {
	if errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) {
		return false
	}
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	return err == nil && !strings.Contains(string(stat), ") Z ")
}
