package api

import (
	"encoding/hex"
	"log/slog"
	"net/http"
	"regexp"
	"strings"
)

var requestIDForm = regexp.MustCompile(`^[A-Za-z0-9._-]{1,64}$`)

// requestID returns the ID that the caller gave its request, or, where that is none, what makeID makes.
func requestID(h http.Header, makeID func() string) string {
	if id := h.Get("X-Request-Id"); requestIDForm.MatchString(id) {
		return id
	}
	return makeID()
}

// traceAttr returns the log attribute by which Cloud Logging files a line under its trace, and
// whether the request belongs to one.
func traceAttr(h http.Header, project string) (slog.Attr, bool) {
	id := traceID(h)
	if id == "" || project == "" {
		return slog.Attr{}, false
	}
	return slog.String("logging.googleapis.com/trace", "projects/"+project+"/traces/"+id), true
}

// traceID returns the trace of W3C's traceparent or Google's older header, or "".
func traceID(h http.Header) string {
	id, _, _ := strings.Cut(h.Get("X-Cloud-Trace-Context"), "/")
	if parts := strings.Split(h.Get("Traceparent"), "-"); len(parts) >= 4 {
		id = parts[1]
	}
	if raw, err := hex.DecodeString(id); err != nil || len(raw) != 16 {
		return ""
	}
	return id
}
