// Package console merges the output of several programs on one terminal and
// prefixes each line with the program's name. It logs all output to a file as JSON lines.
package console

import (
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
	level    slog.Level // minimum level of lines of quiet components on the terminal

	mu sync.Mutex
}

// New returns a Console. The terminal shows lines of quiet components only if they have at least the level.
func New(terminal, file io.Writer, level slog.Level) *Console {
	return &Console{terminal: terminal, file: file, level: level}
}

// Component returns a Writer for the output of the named program. All lines go to
// the file. The terminal shows only those lines of a quiet component that have at
// least the console's level.
func (c *Console) Component(name string, quiet bool) io.Writer {
	return &lines{emit: func(l line) { c.write(name, quiet, l) }}
}

// Logger returns a logger that writes to the terminal and the file as the named component.
func (c *Console) Logger(name string) *slog.Logger {
	return slog.New(slog.NewJSONHandler(c.Component(name, false), nil))
}

// Print writes text to the terminal unchanged, between lines of components.
func (c *Console) Print(text string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	io.WriteString(c.terminal, text)
}

func (c *Console) write(name string, quiet bool, l line) {
	c.mu.Lock()
	defer c.mu.Unlock()
	json.NewEncoder(c.file).Encode(l.record(name, time.Now()))
	if !quiet || l.level >= c.level {
		fmt.Fprintf(c.terminal, "%-10s %s\n", name, l.text(name))
	}
}
