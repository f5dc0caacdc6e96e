package console

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// A line is one line of a program's output.
type line struct {
	level   slog.Level
	message string
	fields  []field // in the order of the line; empty unless the line is JSON
}

type field struct {
	key   string
	value json.RawMessage
}

var colors = regexp.MustCompile("\x1b\\[[0-9;]*[A-Za-z]")

// parse reads a JSON log line of slog or Cloud Logging. Any other text becomes the message.
func parse(text []byte) line {
	if fields, err := members(text); err == nil {
		return structured(fields)
	}
	message := colors.ReplaceAllString(string(text), "")
	return line{level: levelOfText(message), message: message}
}

func structured(fields []field) line {
	var l line
	for _, f := range fields {
		switch f.key {
		case "msg", "message":
			l.message = f.plain()
		case "level", "severity":
			l.level = levelOf(f.plain())
		case "time", "timestamp":
		default:
			l.fields = append(l.fields, f)
		}
	}
	return l
}

// members returns the members of a JSON object in order.
func members(text []byte) ([]field, error) {
	if !json.Valid(text) || text[0] != '{' {
		return nil, errors.New("not a JSON object")
	}
	dec := json.NewDecoder(bytes.NewReader(text))
	if _, err := dec.Token(); err != nil {
		return nil, err
	}
	var all []field
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return nil, err
		}
		f := field{key: fmt.Sprint(key)}
		if err := dec.Decode(&f.value); err != nil {
			return nil, err
		}
		all = append(all, f)
	}
	return all, nil
}

func levelOf(name string) slog.Level {
	switch strings.ToUpper(name) {
	case "DEBUG":
		return slog.LevelDebug
	case "WARN", "WARNING":
		return slog.LevelWarn
	case "ERROR", "CRITICAL", "ALERT", "EMERGENCY":
		return slog.LevelError
	}
	return slog.LevelInfo
}

// levelOfText guesses the level from the prefixes that the emulators use.
func levelOfText(text string) slog.Level {
	switch {
	case strings.HasPrefix(text, "Error:"), strings.HasPrefix(text, "SEVERE:"), strings.HasPrefix(text, "panic:"), strings.HasPrefix(text, "fatal error:"):
		return slog.LevelError
	case strings.HasPrefix(text, "⚠"), strings.HasPrefix(text, "WARNING:"):
		return slog.LevelWarn
	}
	return slog.LevelInfo
}

// plain returns the value as text, without the quotes of a string.
func (f field) plain() string {
	var s string
	if json.Unmarshal(f.value, &s) == nil {
		return s
	}
	return string(f.value)
}

// short is like plain, but formats "took" as a duration. slog writes it in nanoseconds.
func (f field) short() string {
	ns, err := strconv.ParseInt(f.plain(), 10, 64)
	if err != nil || f.key != "took" {
		return f.plain()
	}
	return time.Duration(ns).Round(100 * time.Microsecond).String()
}

// request formats Cloud Logging's httpRequest field, such as "GET /api/x 200 1.2ms".
func (f field) request() (string, bool) {
	var r struct {
		RequestMethod, RequestURL, Latency string
		Status                             int
	}
	if f.key != "httpRequest" || json.Unmarshal(f.value, &r) != nil {
		return "", false
	}
	if d, err := time.ParseDuration(r.Latency); err == nil {
		r.Latency = d.Round(100 * time.Microsecond).String()
	}
	return fmt.Sprintf("%s %s %d %s", r.RequestMethod, r.RequestURL, r.Status, r.Latency), true
}

// text returns the line as the terminal shows it for the named component.
func (l line) text(name string) string {
	var b strings.Builder
	if l.level >= slog.LevelWarn {
		b.WriteString(l.level.String() + " ")
	}
	b.WriteString(l.message)
	for _, f := range l.fields {
		if f.key == "function" && f.plain() == name || f.key == "requestId" || f.key == "eventId" {
			continue // already in the prefix, or useful only in the file
		}
		if text, ok := f.request(); ok {
			b.WriteString(" " + text)
			continue
		}
		fmt.Fprintf(&b, " %s=%s", f.key, quoted(f.short()))
	}
	return b.String()
}

// quoted quotes s if it is empty or contains a separator.
func quoted(s string) string {
	if s == "" || strings.ContainsAny(s, " \t\n\"=") {
		return fmt.Sprintf("%q", s)
	}
	return s
}

// record returns the line as the file stores it.
func (l line) record(component string, now time.Time) map[string]any {
	r := make(map[string]any)
	for _, f := range l.fields {
		r[f.key] = f.value
	}
	r["time"], r["component"], r["level"], r["message"] = now, component, l.level, l.message
	return r
}
