package event

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"strings"
	"testing"
	"time"

	cloudevents "github.com/cloudevents/sdk-go/v2"

	"shopfyp.dev/shared/telemetry"
	"shopfyp.dev/shared/telemetry/collectortest"
)

const theirTrace, theirSpan = "0123456789abcdef0123456789abcdef", "0123456789abcdef"

// lineOf returns the only line that a receiver with the telemetry x logs for e.
func lineOf(t *testing.T, x *telemetry.Telemetry, e cloudevents.Event) map[string]any {
	t.Helper()
	var out bytes.Buffer
	r := newReceiverForTest(&out, func(context.Context, map[string]string) error { return nil })
	r.config.Project, r.config.Telemetry = "demo-p", x
	if err := r.Receive(t.Context(), e); err != nil {
		t.Fatal(err)
	}
	var line map[string]any
	if err := json.Unmarshal(out.Bytes(), &line); err != nil {
		t.Fatal(err)
	}
	return line
}

func TestLag(t *testing.T) {
	late, early := newEvent(), newEvent()
	early.SetTime(noon.Add(time.Minute)) // the sender's clock is ahead
	timeless := newEvent()
	timeless.Context = withoutTime(&timeless)
	for name, tt := range map[string]struct {
		event cloudevents.Event
		want  any
	}{"an hour old": {late, 3600.0}, "from the future": {early, 0.0}, "without a time": {timeless, nil}} {
		if got := lineOf(t, nil, tt.event)["lagSeconds"]; got != tt.want {
			t.Errorf("%s: lagSeconds = %v, want %v", name, got, tt.want)
		}
	}
}

// The log line of an event carries the trace of the event. With telemetry, it also carries the receiver's own span.
func TestEventTrace(t *testing.T) {
	e := newEvent()
	e.SetExtension("traceparent", "00-"+theirTrace+"-"+theirSpan+"-01")
	line := lineOf(t, nil, e)
	if line["logging.googleapis.com/trace"] != "projects/demo-p/traces/"+theirTrace || line["logging.googleapis.com/spanId"] != theirSpan {
		t.Errorf("line %v is not in the event's trace", line)
	}

	c := collectortest.Start(t)
	x, err := telemetry.Open(t.Context(), telemetry.Config{Endpoint: c.URL, Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	line = lineOf(t, x, e)
	if err := x.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	trace, _ := line["logging.googleapis.com/trace"].(string)
	if span, _ := line["logging.googleapis.com/spanId"].(string); !strings.HasSuffix(trace, theirTrace) || span == theirSpan || span == "" {
		t.Errorf("line %v: want the sender's trace and a new span", line)
	}
	if p, ok := c.Point("shopfyp.trigger.lag", "faas.name=embed", "outcome=done"); !ok || p.Value != 3600 {
		t.Errorf("lag = %+v, want an hour", p)
	}
}
