package interaction_test

import (
	"encoding/base64"
	"errors"
	"strings"
	"testing"
	"time"

	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/invalid"
)

func TestCursorRoundTrip(t *testing.T) {
	for _, want := range []interaction.Cursor{
		{},
		{CreatedAt: time.Date(2026, 1, 2, 3, 4, 5, 678_901_000, time.UTC), ID: "8ZkXv1NQ2sRtYwEuJ0aB"},
		{CreatedAt: time.Date(2026, 1, 2, 3, 4, 5, 0, time.FixedZone("", 7200)), ID: "two words 🎧"},
		{CreatedAt: time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC), ID: "the first moment"},
		{CreatedAt: time.Date(9999, 12, 31, 23, 59, 59, 999_999_999, time.UTC), ID: strings.Repeat("x", 1500)},
	} {
		got, err := interaction.ParseCursor(want.String())
		if err != nil || got.ID != want.ID || !got.CreatedAt.Equal(want.CreatedAt) || got.IsZero() != want.IsZero() {
			t.Errorf("ParseCursor(%q) = %+v, %v, want %+v", want.String(), got, err, want)
		}
	}
}

// encoded returns data in URL-safe base64.
func encoded(data string) string { return base64.RawURLEncoding.EncodeToString([]byte(data)) }

func TestParseCursorReturnsErrors(t *testing.T) {
	const moment = "\x00\x00\x00\x00\x65\x53\xf1\x00\x00\x00\x00\x00"
	good := encoded(moment + "id")
	if _, err := interaction.ParseCursor(good); err != nil {
		t.Fatalf("ParseCursor(%q): %v", good, err)
	}
	for name, text := range map[string]string{
		"not base64":            "!",
		"padding":               good + "=",
		"line break":            good[:4] + "\n" + good[4:],
		"nonzero trailing bits": good[:len(good)-1] + string(good[len(good)-1]+1),
		"no time":               encoded("short"),
		"no ID":                 encoded(moment),
		"after the last year":   encoded("\x00\x00\x7f" + moment[3:] + "id"),
		"before the first year": encoded("\x80" + moment[1:] + "id"),
		"too many nanoseconds":  encoded(moment[:8] + "\xff\xff\xff\xff" + "id"),
		"slash in ID":           encoded(moment + "a/b"),
		"invalid UTF-8 in ID":   encoded(moment + "\xff"),
		"reserved ID":           encoded(moment + "__id__"),
		"ID is ..":              encoded(moment + ".."),
		"ID is too long":        encoded(moment + strings.Repeat("x", 1501)),
	} {
		_, err := interaction.ParseCursor(text)
		if field, ok := errors.AsType[*invalid.FieldError](err); !ok || field.Field != "cursor" {
			t.Errorf("%s: ParseCursor(%.60q) = %v, want a FieldError for cursor", name, text, err)
		}
	}
}

func FuzzParseCursor(f *testing.F) {
	f.Add("")
	f.Add(interaction.Cursor{CreatedAt: time.Date(2026, 1, 2, 3, 4, 5, 678_901_000, time.UTC), ID: "id"}.String())
	f.Add(encoded("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xffid"))
	f.Fuzz(func(t *testing.T, text string) {
		c, err := interaction.ParseCursor(text)
		if err != nil {
			if _, ok := errors.AsType[*invalid.FieldError](err); !ok {
				t.Fatalf("ParseCursor(%q) = %v, want a FieldError", text, err)
			}
			return
		}
		if c.String() != text || c.Validate() != nil {
			t.Errorf("ParseCursor(%q) = %+v with String() %q and Validate() %v, want the same text and nil", text, c, c.String(), c.Validate())
		}
	})
}
