package requestlog

import (
	"encoding/hex"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
)

// A Trace identifies the trace that the sender of a request or event started. The zero Trace means no trace.
type Trace struct {
	ID      string // 32 hexadecimal digits
	Span    string // 16 hexadecimal digits, or "" if unknown
	Sampled bool
}

// TraceOf returns the trace in W3C's traceparent header, or else in Google's older X-Cloud-Trace-Context.
func TraceOf(h http.Header) Trace {
	if parent := h.Get("Traceparent"); parent != "" {
		return ParseTraceparent(parent)
	}
	return parseCloudTrace(h.Get("X-Cloud-Trace-Context"))
}

// ParseTraceparent parses a W3C traceparent, "00-TRACE-SPAN-FLAGS". It returns the zero Trace for malformed text.
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

// parseCloudTrace parses "TRACE/SPAN;o=OPTIONS". SPAN is decimal.
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

// isID reports whether text encodes the given number of bytes in lower-case hexadecimal digits and is not all zeros.
func isID(text string, bytes int) bool {
	raw, err := hex.DecodeString(text)
	return err == nil && len(raw) == bytes && strings.ToLower(text) == text && strings.Trim(text, "0") != ""
}

// Attrs returns the attributes that link a log line to the trace in Cloud Logging. It returns none for the zero Trace.
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
