package emulatortest

import (
	"bytes"
	"io"
	"runtime"
	"strings"
	"sync"
)

// launch starts the process and sees to it that f.done is closed when it ends.
//
// Linux kills the process when the *thread* that started it ends (see
// ownProcess), so one goroutine keeps that thread for as long as the process lives.
func (f *Firestore) launch() error {
	started := make(chan error, 1)
	go func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		err := f.cmd.Start()
		started <- err
		if err == nil {
			f.err = f.cmd.Wait()
			close(f.done)
		}
	}()
	return <-started
}

// A tail passes on what the emulator prints and remembers the last of it.
type tail struct {
	to io.Writer

	mu   sync.Mutex
	last []byte
}

const tailBytes = 16 << 10

func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.last = append(t.last, p...)
	if extra := len(t.last) - tailBytes; extra > 0 {
		t.last = append(t.last[:0], t.last[extra:]...)
	}
	if t.to == nil {
		return len(p), nil
	}
	return t.to.Write(p)
}

// bindFailure is what Java says of a port that is taken.
const bindFailure = "java.net.BindException: Address already in use"

// cause returns the line that best explains an early end: the first that names an exception, else the last one.
func (t *tail) cause() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	lines := strings.Split(string(bytes.TrimSpace(t.last)), "\n")
	for _, line := range lines {
		if strings.Contains(line, "Exception: ") || strings.Contains(line, "Error: ") {
			return strings.TrimSpace(line)
		}
	}
	return strings.TrimSpace(lines[len(lines)-1])
}
