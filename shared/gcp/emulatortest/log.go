package emulatortest

import (
	"bytes"
	"io"
	"strings"
	"sync"
)

// A tail forwards the emulator's output and keeps the last tailBytes of it.
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

// bindFailure is Java's error message for a port that is in use.
const bindFailure = "java.net.BindException: Address already in use"

// cause returns the line that best explains an early exit: the first line with an exception, or else the last line.
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
