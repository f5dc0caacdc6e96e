package console

import (
	"bytes"
	"fmt"
	"io"
	"sync"
)

// maxLine is the length after which a line is split.
const maxLine = 1 << 20

// lines is a Writer that splits text into lines and passes each parsed line to
// emit. It skips blank lines. It is safe for concurrent use.
type lines struct {
	emit func(line)

	mu   sync.Mutex
	part []byte // the start of an incomplete line
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

// Text returns a Writer that copies lines to w. It writes JSON log lines as readable text.
func Text(w io.Writer) io.Writer {
	return &lines{emit: func(l line) { fmt.Fprintln(w, l.text("")) }}
}
