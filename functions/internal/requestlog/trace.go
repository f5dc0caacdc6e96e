package requestlog

import (
	"encoding/hex"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
)

// A Trace is where a request or an event comes from, as its sender says: the zero Trace says nothing.
type Trace struct {
	ID      string // 32 hexadecimal digits
	Span    string // 16 hexadecimal digits, or "" where it names none
	Sampled bool
}

// TraceOf returns the trace that W3C's traceparent or, without one, Google's older header names.
func TraceOf(h http.Header) Trace {
	if parent := h.Get("Traceparent"); parent != "" {
		return ParseTraceparent(parent)
	}
	return parseCloudTrace(h.Get("X-Cloud-Trace-Context"))
}

// ParseTraceparent returns the trace that a W3C traceparent names, "00-TRACE-SPAN-FLAGS". One that is malformed names none.
func ParseTraceparent(text string) Trace {
	parts := strings.Split(text, "-")
	if len(parts) < 4 || !isID(parts[1], 16) {
		return Trace{}
	}
	t := Trace{ID: parts[1]}
	if isID(parts[2], 8) {
		t.Span = parts[2]
	}
	if flags, err := hex.DecodeString(parts[3]); err == nil && len(flags) == 1 {
		t.Sampled = flags[0]&1 == 1
	}
	return t
}

// parseCloudTrace returns the trace that "TRACE/SPAN;o=OPTIONS" names, where SPAN is decimal.
func parseCloudTrace(text string) Trace {
	id, rest, _ := strings.Cut(text, "/")
	if !isID(id, 16) {
		return Trace{}
	}
	decimal, options, _ := strings.Cut(rest, ";")
	t := Trace{ID: id, Sampled: options == "o=1"}
	if span, err := strconv.ParseUint(decimal, 10, 64); err == nil && span != 0 {
		t.Span = fmt.Sprintf("%016x", span)
	}
	return t
}

// isID reports whether text is so many bytes in lower-case hexadecimal digits, not all zero.
func isID(text string, bytes int) bool {
	raw, err := hex.DecodeString(text)
	return err == nil && len(raw) == bytes && strings.ToLower(text) == text && strings.Trim(text, "0") != ""
}

// Attrs returns the attributes by which Cloud Logging files a line under a trace of the project's; none
// where there is no trace.
func (t Trace) Attrs(project string) []slog.Attr {
	if t.ID == "" || project == "" {
		return nil
	}
	attrs := []slog.Attr{slog.String("logging.googleapis.com/trace", "projects/"+project+"/traces/"+t.ID)}
	if t.Span != "" {
		attrs = append(attrs, slog.String("logging.googleapis.com/spanId", t.Span))
	}
	return append(attrs, slog.Bool("logging.googleapis.com/trace_sampled", t.Sampled))
}
