package api

import (
	"bytes"
	"encoding/hex"
	"log/slog"
	"net/http/httptest"
	"testing"

	"shopfyp.dev/shared/telemetry"
	"shopfyp.dev/shared/telemetry/collectortest"
)

// The completion line names the span that the collector received. The span is part of the caller's trace.
func TestRequestIsMeasured(t *testing.T) {
	c := collectortest.Start(t)
	x, err := telemetry.Open(t.Context(), telemetry.Config{Endpoint: c.URL, Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	var out bytes.Buffer
	s := newServerForTest(&out, echo)
	s.config.Telemetry = x
	r := httptest.NewRequest("GET", "/things/private?name=private", nil)
	r.Header.Set("Authorization", "Bearer token-private")
	r.Header.Set("Traceparent", "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01")
	s.ServeHTTP(httptest.NewRecorder(), r)
	line := logLine(t, &out)
	for _, path := range []string{"/things/a/b", "/other"} {
		out.Reset()
		get(t.Context(), s, "GET", path)
	}
	if err := x.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	span := c.Spans()["GET /things/{id}"]
	if span == nil || c.Spans()["decode request"] == nil {
		t.Fatalf("spans = %v, want one for the request and one for its decoding", c.Spans())
	}
	if got := line["logging.googleapis.com/spanId"]; got != hex.EncodeToString(span.GetSpanId()) {
		t.Errorf("logged span = %v, want the request's, %x", got, span.GetSpanId())
	}
	if got := line["logging.googleapis.com/trace"]; got != "projects/demo-p/traces/0123456789abcdef0123456789abcdef" {
		t.Errorf("logged trace = %v, want the caller's", got)
	}
	for attributes, want := range map[[2]string]uint64{
		{"http.route=/things/{id}", "http.response.status_code=200"}: 1,
		{"http.route=", "http.response.status_code=404"}:             2,
	} {
		if p, _ := c.Point("http.server.request.duration", attributes[:]...); p.Count != want {
			t.Errorf("%d requests with %q were measured, want %d", p.Count, attributes, want)
		}
	}
	if bytes.Contains(c.Bytes(), []byte("private")) {
		t.Error("the collector received private data")
	}
}
