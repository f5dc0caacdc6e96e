// Package console brings what many programs print onto one terminal, each line
// with the name of who printed it, and keeps all of it in a file as JSON lines.
package console

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"sync"
	"time"
)

// A Console is one terminal and one file. It is safe for concurrent use.
type Console struct {
	terminal io.Writer
	file     io.Writer
	from     slog.Level // of quiet components, what is shown on the terminal

	mu sync.Mutex
}

// New returns a Console. Of quiet components, it shows only what is of level from or above.
func New(terminal, file io.Writer, from slog.Level) *Console {
	return &Console{terminal: terminal, file: file, from: from}
}

// Component returns a writer of whole or partial lines that name prints. What
// quiet components print goes to the file, and only the serious of it to the terminal.
func (c *Console) Component(name string, quiet bool) io.Writer {
	return &component{console: c, name: name, quiet: quiet}
}

// Logger returns a logger whose lines are the component's.
func (c *Console) Logger(name string) *slog.Logger {
	return slog.New(slog.NewJSONHandler(c.Component(name, false), nil))
}

// Print writes text to the terminal as it is, between two lines.
func (c *Console) Print(text string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	io.WriteString(c.terminal, text)
}

// component splits what one program prints into lines.
type component struct {
	console *Console
	name    string
	quiet   bool

	mu   sync.Mutex
	part []byte
}

// maxLine is where a line without an end is cut.
const maxLine = 1 << 20

func (o *component) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.part = append(o.part, p...)
	for {
		end := bytes.IndexAny(o.part, "\r\n")
		if end < 0 && len(o.part) < maxLine {
			return len(p), nil
		}
		if end < 0 {
			end = maxLine - 1
		}
		line := bytes.TrimSpace(o.part[:end])
		if len(line) > 0 {
			o.console.write(o, parse(line))
		}
		o.part = o.part[end+1:]
	}
}

func (c *Console) write(o *component, l line) {
	c.mu.Lock()
	defer c.mu.Unlock()
	json.NewEncoder(c.file).Encode(l.record(o.name, time.Now()))
	if !o.quiet || l.level >= c.from {
		fmt.Fprintf(c.terminal, "%-10s %s\n", o.name, l.text(o.name))
	}
}
