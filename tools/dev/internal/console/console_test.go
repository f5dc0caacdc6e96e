package console

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"strings"
	"testing"
)

func TestTerminal(t *testing.T) {
	for _, tc := range []struct {
		name, printed, want string
	}{
		{"plain", "listening\n", "search     listening\n"},
		{"several lines", "a\n\n  b\r\nc", "search     a\nsearch     b\n"},
		{"colors", "\x1b[32m✔\x1b[39m ready\n", "search     ✔ ready\n"},
		{"JSON", `{"time":"2026-01-01T00:00:00Z","severity":"INFO","message":"request","function":"search","status":200,"path":"/api/search","q":"a b","took":1234567,"requestId":"X"}` + "\n",
			"search     request status=200 path=/api/search q=\"a b\" took=1.2ms\n"},
		{"JSON of a request", `{"message":"request","httpRequest":{"requestMethod":"GET","requestUrl":"/api/x","status":200,"latency":"0.018182s"},"snapshot":"v1"}` + "\n",
			"search     request GET /api/x 200 18.2ms snapshot=v1\n"},
		{"JSON warning", `{"severity":"WARNING","message":"slow","function":"other"}` + "\n", "search     WARN slow function=other\n"},
		{"JSON that is not an object", "[1]\n", "search     [1]\n"},
		{"truncated JSON", `{"a":` + "\n", `search     {"a":` + "\n"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var terminal bytes.Buffer
			w := New(&terminal, io.Discard, slog.LevelWarn).Component("search", false)
			for _, b := range []byte(tc.printed) { // byte by byte
				w.Write([]byte{b})
			}
			if got := terminal.String(); got != tc.want {
				t.Errorf("terminal shows %q, want %q", got, tc.want)
			}
		})
	}
}

func TestQuietComponentShowsOnlyWarnings(t *testing.T) {
	var terminal, file bytes.Buffer
	w := New(&terminal, &file, slog.LevelWarn).Component("auth", true)
	io.WriteString(w, "starting\n⚠  port taken\n")
	if got, want := terminal.String(), "auth       WARN ⚠  port taken\n"; got != want {
		t.Errorf("terminal shows %q, want %q", got, want)
	}
	if n := strings.Count(file.String(), "\n"); n != 2 {
		t.Errorf("file has %d lines, want 2", n)
	}
}

func TestFile(t *testing.T) {
	var file bytes.Buffer
	c := New(io.Discard, &file, slog.LevelWarn)
	c.Logger("dev").Error("no index", "err", errors.New("boom"), "n", 3)
	var got struct {
		Time, Component, Level, Message, Err string
		N                                    int
	}
	if err := json.Unmarshal(file.Bytes(), &got); err != nil {
		t.Fatalf("file contains %q: %v", file.String(), err)
	}
	if got.Component != "dev" || got.Level != "ERROR" || got.Message != "no index" || got.Err != "boom" || got.N != 3 || got.Time == "" {
		t.Errorf("file contains %s, want the level, the message and the fields", file.String())
	}
}

func TestOverlongLineIsSplit(t *testing.T) {
	var terminal bytes.Buffer
	w := New(&terminal, io.Discard, slog.LevelWarn).Component("x", false)
	w.Write(bytes.Repeat([]byte("y"), maxLine+10))
	if !strings.HasSuffix(terminal.String(), "y\n") {
		t.Errorf("terminal shows no line after %d bytes without a line break", maxLine+10)
	}
}

func TestText(t *testing.T) {
	var out bytes.Buffer
	io.WriteString(Text(&out), "embed: 3 of 7\n"+`{"severity":"WARNING","message":"slow","took":1200000}`+"\n")
	if got, want := out.String(), "embed: 3 of 7\nWARN slow took=1.2ms\n"; got != want {
		t.Errorf("Text wrote %q, want %q", got, want)
	}
}
