package requestlog

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

func TestTrace(t *testing.T) {
	const id, span = "0123456789abcdef0123456789abcdef", "00000000000000ff"
	const whole = "[logging.googleapis.com/trace=projects/p/traces/" + id + " logging.googleapis.com/spanId=" + span + " logging.googleapis.com/trace_sampled=true]"
	const bare = "[logging.googleapis.com/trace=projects/p/traces/" + id + " logging.googleapis.com/trace_sampled=false]"
	tests := []struct{ name, header, value, project, want string }{
		{"google", "X-Cloud-Trace-Context", id + "/255;o=1", "p", whole},
		{"google without span", "X-Cloud-Trace-Context", id, "p", bare},
		{"google with an invalid span", "X-Cloud-Trace-Context", id + "/x", "p", bare},
		{"google with too large a span", "X-Cloud-Trace-Context", id + "/99999999999999999999", "p", bare},
		{"w3c", "Traceparent", "00-" + id + "-" + span + "-01", "p", whole},
		{"w3c of a later version", "Traceparent", "01-" + id + "-" + span + "-03-more", "p", whole},
		{"w3c with a zero span", "Traceparent", "00-" + id + "-0000000000000000-00", "p", bare},
		{"no trace header", "X-Other", id, "p", "[]"},
		{"no project", "X-Cloud-Trace-Context", id, "", "[]"},
		{"too short", "X-Cloud-Trace-Context", id[1:], "p", "[]"},
		{"not hexadecimal", "Traceparent", "00-" + strings.Repeat("x", 32) + "-" + span + "-01", "p", "[]"},
		{"upper case", "Traceparent", "00-" + strings.ToUpper(id) + "-" + span + "-01", "p", "[]"},
		{"all zero", "Traceparent", "00-" + strings.Repeat("0", 32) + "-" + span + "-01", "p", "[]"},
		{"three parts", "Traceparent", "00-" + id + "-" + span, "p", "[]"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := fmt.Sprint(TraceOf(http.Header{tt.header: {tt.value}}).Attrs(tt.project)); got != tt.want {
				t.Errorf("Attrs = %s, want %s", got, tt.want)
			}
		})
	}
}
