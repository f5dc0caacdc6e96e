package process

import (
	"bytes"
	"io"
	"sync"
)

// A Tail forwards the output of a process and keeps the end of it, to explain an early exit. It is safe for concurrent
// use.
type Tail struct {
	To   io.Writer // nil discards the output
	Keep int       // bytes to keep

	mu   sync.Mutex
	last []byte
}

// Write implements io.Writer.
func (t *Tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.last = append(t.last, p...)
	if extra := len(t.last) - t.Keep; extra > 0 {
		t.last = append(t.last[:0], t.last[extra:]...)
	}
	if t.To == nil {
		return len(p), nil
	}
	return t.To.Write(p)
}

// String returns the end of the output, without spaces around it.
func (t *Tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return string(bytes.TrimSpace(t.last))
}
