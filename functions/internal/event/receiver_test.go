package event

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	cloudevents "github.com/cloudevents/sdk-go/v2"

	"shopfyp.dev/functions/internal/requestlog"
)

var noon = time.Date(2026, 1, 2, 12, 0, 0, 0, time.UTC)

// newEvent returns the event that Eventarc delivers for nameForTest, an hour before noon.
func newEvent() cloudevents.Event {
	e := cloudevents.NewEvent()
	e.SetID("e1")
	e.SetType(Created)
	e.SetSource("//firestore.googleapis.com/projects/demo-p/databases/(default)")
	e.SetTime(noon.Add(-time.Hour))
	if err := e.SetData("application/protobuf", field(1, nameForTest)); err != nil {
		panic(err)
	}
	return e
}

// newReceiverForTest returns a receiver that passes events to handle and logs to out. Its clock stands at noon.
func newReceiverForTest(out *bytes.Buffer, handle Handler) *Receiver {
	return NewReceiver(Config{
		Function: "embed", Type: Created, Document: "users/{userId}/interactions/{interactionId}",
		Handler: handle,
		Timeout: time.Minute, MaxAge: 24 * time.Hour, Now: func() time.Time { return noon },
		Logger: slog.New(requestlog.NewJSON(out, slog.LevelDebug)),
	})
}

func TestReceive(t *testing.T) {
	broken := errors.New("firestore is unavailable")
	tests := []struct {
		name    string
		change  func(*cloudevents.Event)
		handle  error
		outcome string
		level   string
		want    error
	}{
		{"handled", func(*cloudevents.Event) {}, nil, "done", "INFO", nil},
		{"without a time", func(e *cloudevents.Event) { e.Context = withoutTime(e) }, nil, "done", "INFO", nil},
		{"at the maximum age", func(e *cloudevents.Event) { e.SetTime(noon.Add(-24 * time.Hour)) }, nil, "done", "INFO", nil},
		{"temporary fault", func(*cloudevents.Event) {}, broken, "failed", "ERROR", broken},
		{"too old", func(e *cloudevents.Event) { e.SetTime(noon.Add(-24*time.Hour - 1)) }, broken, "dropped", "WARNING", nil},
		{"other type", func(e *cloudevents.Event) { e.SetType("google.cloud.firestore.document.v1.deleted") }, broken, "dropped", "WARNING", nil},
		{"other document", func(e *cloudevents.Event) {
			e.SetData("application/protobuf", field(1, strings.Replace(nameForTest, "interactions", "orders", 1)))
		}, broken, "dropped", "WARNING", nil},
		{"JSON", func(e *cloudevents.Event) { e.SetData("application/json", []byte("{}")) }, broken, "dropped", "WARNING", nil},
		{"malformed", func(e *cloudevents.Event) { e.SetData("application/protobuf", []byte{0xff}) }, broken, "dropped", "WARNING", nil},
		{"empty", func(e *cloudevents.Event) { e.DataEncoded = nil }, broken, "dropped", "WARNING", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var out bytes.Buffer
			handled := false
			r := newReceiverForTest(&out, func(_ context.Context, values map[string]string) error {
				handled = true
				if values["userId"] != "ann" || values["interactionId"] != "i1" {
					t.Errorf("handled values %v, want user ann and interaction i1", values)
				}
				return tt.handle
			})
			e := newEvent()
			tt.change(&e)
			if err := r.Receive(t.Context(), e); !errors.Is(err, tt.want) {
				t.Errorf("Receive = %v, want %v", err, tt.want)
			}
			if handled == (tt.outcome == "dropped") {
				t.Errorf("handled = %t, want an event that is %s", handled, tt.outcome)
			}
			checkLine(t, &out, tt.outcome, tt.level)
		})
	}
}

// withoutTime returns e's context without its optional time.
func withoutTime(e *cloudevents.Event) cloudevents.EventContext {
	c := e.Context.AsV1()
	c.Time = nil
	return c
}

// checkLine checks the only line in out.
func checkLine(t *testing.T, out *bytes.Buffer, outcome, level string) {
	t.Helper()
	var line map[string]any
	if err := json.Unmarshal(out.Bytes(), &line); err != nil {
		t.Fatalf("log %q is not one line: %v", out, err)
	}
	for key, want := range map[string]any{"message": "event", "function": "embed", "eventId": "e1", "outcome": outcome, "severity": level} {
		if line[key] != want {
			t.Errorf("logged %s = %v, want %v", key, line[key], want)
		}
	}
	if _, ok := line["err"]; ok == (outcome == "done") {
		t.Errorf("log line %v: want an err if and only if the outcome is not done", line)
	}
}

func TestReceivePanic(t *testing.T) {
	var out bytes.Buffer
	err := newReceiverForTest(&out, func(context.Context, map[string]string) error { panic("boom") }).Receive(t.Context(), newEvent())
	if err == nil || err.Error() != "panic: boom" {
		t.Errorf("Receive = %v, want the panic", err)
	}
	var line struct {
		Stack string `json:"stack_trace"`
	}
	if err := json.Unmarshal(out.Bytes(), &line); err != nil || !strings.Contains(line.Stack, "TestReceivePanic") {
		t.Errorf("logged %s (%v), want the stack of the panic in stack_trace", &out, err)
	}
	checkLine(t, &out, "failed", "ERROR")
}

func TestReceiveTimeout(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out bytes.Buffer
		err := newReceiverForTest(&out, func(ctx context.Context, _ map[string]string) error {
			<-ctx.Done()
			return ctx.Err()
		}).Receive(t.Context(), newEvent())
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("Receive = %v, want context.DeadlineExceeded", err)
		}
	})
}
