package console

import (
	"bytes"
	"fmt"
	"io"
	"sync"
)

// maxLine is the length at which a line without an end is cut.
const maxLine = 1 << 20

// lines is a Writer that splits text into lines and passes each parsed line
// that is not blank to emit. It is safe for concurrent use.
type lines struct {
	emit func(line)

	mu   sync.Mutex
	part []byte // the start of a line whose end has not been written
}

func (w *lines) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.part = append(w.part, p...)
	for {
		end := bytes.IndexAny(w.part, "\r\n")
		if end < 0 && len(w.part) < maxLine {
			return len(p), nil
		}
		if end < 0 {
			end = maxLine - 1
		}
		if text := bytes.TrimSpace(w.part[:end]); len(text) > 0 {
			w.emit(parse(text))
		}
		w.part = w.part[end+1:]
	}
}

// Text returns a Writer that passes lines on to w, JSON log lines as readable text.
func Text(w io.Writer) io.Writer {
	return &lines{emit: func(l line) { fmt.Fprintln(w, l.text("")) }}
}
