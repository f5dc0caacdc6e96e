package requestlog

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// logged returns the fields of the only line that log writes, without the time.
func logged(t *testing.T, log func(*slog.Logger)) map[string]any {
	t.Helper()
	var out bytes.Buffer
	log(slog.New(NewJSON(&out, slog.LevelDebug)))
	var line map[string]any
	if err := json.Unmarshal(out.Bytes(), &line); err != nil {
		t.Fatalf("log line %q: %v", out.String(), err)
	}
	delete(line, "time")
	return line
}

func TestJSON(t *testing.T) {
	request := Begin(t.Context(), slog.String("function", "search"))
	Add(request, slog.String("snapshot", "v1"))
	Add(request, slog.String("snapshot", "v2"))
	tests := []struct {
		name string
		log  func(*slog.Logger)
		want map[string]any
	}{
		{"outside a request", func(l *slog.Logger) { l.Info("hello", "n", 1) },
			map[string]any{"severity": "INFO", "message": "hello", "n": 1.0}},
		{"in a request, newest value of a key", func(l *slog.Logger) { l.WarnContext(request, "hello") },
			map[string]any{"severity": "WARNING", "message": "hello", "function": "search", "snapshot": "v2"}},
		{"with attributes of the logger", func(l *slog.Logger) { l.With("a", "b").ErrorContext(request, "hello") },
			map[string]any{"severity": "ERROR", "message": "hello", "a": "b", "function": "search", "snapshot": "v2"}},
		{"debug", func(l *slog.Logger) { l.Debug("hello") },
			map[string]any{"severity": "DEBUG", "message": "hello"}},
		{"group with reserved names", func(l *slog.Logger) { l.Info("hello", slog.Group("g", "level", "x", "msg", "y")) },
			map[string]any{"severity": "INFO", "message": "hello", "g": map[string]any{"level": "x", "msg": "y"}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, logged(t, tt.log)); diff != "" {
				t.Errorf("log line (-want +got):\n%s", diff)
			}
		})
	}
}

func TestTextHasRequestFields(t *testing.T) {
	var out bytes.Buffer
	ctx := Begin(t.Context(), slog.String("function", "search"))
	slog.New(NewText(&out, slog.LevelInfo)).InfoContext(ctx, "hello")
	if !strings.Contains(out.String(), "msg=hello function=search") {
		t.Errorf("text line %q lacks the message or the field of the request", out.String())
	}
}

func TestLevel(t *testing.T) {
	var out bytes.Buffer
	slog.New(NewJSON(&out, slog.LevelWarn)).Info("hello")
	if out.Len() != 0 {
		t.Errorf("a logger of level WARN wrote %q", out.String())
	}
}

func TestAddFromManyGoroutines(t *testing.T) {
	ctx := Begin(t.Context())
	Add(context.Background(), slog.String("nowhere", "to go"))
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Go(func() { Add(ctx, slog.Int(string(rune('a'+i)), i)) })
	}
	wg.Wait()
	if got := len(current(ctx)); got != 20 {
		t.Errorf("the request has %d fields, want 20", got)
	}
}
