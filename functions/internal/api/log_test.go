package api

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCompletionLine(t *testing.T) {
	var out bytes.Buffer
	r := httptest.NewRequest("GET", "/things/private?name=private", nil)
	r.Header.Set("Authorization", "Bearer token-private")
	r.Header.Set("X-Request-Id", "their-id")
	r.Header.Set("X-Cloud-Trace-Context", "0123456789abcdef0123456789abcdef/123;o=1")
	newServerForTest(&out, echo).ServeHTTP(httptest.NewRecorder(), r)
	if strings.Contains(out.String(), "private") {
		t.Errorf("the log contains private data: %s", &out)
	}
	got := logLine(t, &out)
	delete(got, "time")
	if latency, _ := got["httpRequest"].(map[string]any)["latency"].(string); !strings.HasSuffix(latency, "s") {
		t.Errorf("latency = %q, want a number of seconds", latency)
	}
	delete(got["httpRequest"].(map[string]any), "latency")
	want := map[string]any{
		"severity": "INFO", "message": "request", "function": "echo", "requestId": "their-id",
		"logging.googleapis.com/trace":  "projects/demo-p/traces/0123456789abcdef0123456789abcdef",
		"logging.googleapis.com/spanId": "000000000000007b", "logging.googleapis.com/trace_sampled": true,
		"httpRequest": map[string]any{
			"requestMethod": "GET", "requestUrl": "/things/{id}", "status": 200.0, "responseSize": "50",
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("completion line (-want +got):\n%s", diff)
	}
}

func TestPanicIsLoggedWithItsStack(t *testing.T) {
	var out bytes.Buffer
	explode := func(context.Context, string, inForTest) (outForTest, error) { panic("boom") }
	get(t.Context(), newServerForTest(&out, explode), "GET", "/things/a")
	line := logLine(t, &out)
	if line["err"] != "panic: boom" {
		t.Errorf("err = %v, want panic: boom", line["err"])
	}
	if stack, _ := line["stack_trace"].(string); !strings.Contains(stack, "TestPanicIsLoggedWithItsStack") {
		t.Errorf("stack_trace = %q, want the stack of the panic", stack)
	}
}

func TestRequestID(t *testing.T) {
	tests := []struct{ name, given, want string }{
		{"valid", "a-B_9.z", "a-B_9.z"},
		{"none", "", "made"},
		{"with a line break", "a\nb", "made"},
		{"with quotes", `a"b`, "made"},
		{"longest", strings.Repeat("a", 64), strings.Repeat("a", 64)},
		{"too long", strings.Repeat("a", 65), "made"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h := http.Header{"X-Request-Id": {tt.given}}
			if got := requestID(h, func() string { return "made" }); got != tt.want {
				t.Errorf("requestID(%q) = %q, want %q", tt.given, got, tt.want)
			}
		})
	}
}
