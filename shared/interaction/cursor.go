package interaction

import (
	"encoding/base64"
	"encoding/binary"
	"strings"
	"time"
	"unicode/utf8"

	"shopfyp.dev/shared/invalid"
)

// A Cursor is a place in a user's log: behind the interaction that was logged at CreatedAt under
// ID, whether or not that one is still there. The zero Cursor is the beginning, before the newest.
type Cursor struct {
	CreatedAt time.Time
	ID        string
}

// Cursor returns the place behind x.
func (x *Interaction) Cursor() Cursor { return Cursor{x.CreatedAt, x.ID} }

// IsZero reports whether c is the beginning.
func (c Cursor) IsZero() bool { return c == Cursor{} }

// What a log's clock can show and how long its IDs can be: Firestore's limits.
var (
	firstSecond = time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
	lastSecond  = time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC).Unix()
)

const maxIDBytes = 1500

// Validate returns a *invalid.FieldError where no log can have the place.
func (c Cursor) Validate() error {
	second := c.CreatedAt.Unix()
	if c.IsZero() || second >= firstSecond && second <= lastSecond && canBeID(c.ID) {
		return nil
	}
	return &invalid.FieldError{Field: "cursor", Problem: "is none that a page ended with"}
}

func canBeID(id string) bool {
	reserved := id == "." || id == ".." || strings.HasPrefix(id, "__") && strings.HasSuffix(id, "__")
	return id != "" && len(id) <= maxIDBytes && utf8.ValidString(id) && !strings.Contains(id, "/") && !reserved
}

// timeBytes is how long the time at the beginning of an encoded cursor is.
const timeBytes = 8 + 4

// String returns c in the letters that a URL takes as they are; of the beginning, "".
func (c Cursor) String() string {
	if c.IsZero() {
		return ""
	}
	data := binary.BigEndian.AppendUint64(nil, uint64(c.CreatedAt.Unix()))
	data = binary.BigEndian.AppendUint32(data, uint32(c.CreatedAt.Nanosecond()))
	return base64.RawURLEncoding.EncodeToString(append(data, c.ID...))
}

// ParseCursor returns the valid Cursor whose String is text, or a *invalid.FieldError where there is none.
func ParseCursor(text string) (Cursor, error) {
	if text == "" {
		return Cursor{}, nil
	}
	var c Cursor
	if data, err := base64.RawURLEncoding.DecodeString(text); err == nil && len(data) > timeBytes {
		second, nanosecond := binary.BigEndian.Uint64(data), binary.BigEndian.Uint32(data[8:])
		c = Cursor{time.Unix(int64(second), int64(nanosecond)).UTC(), string(data[timeBytes:])}
	}
	if c.String() != text {
		return Cursor{}, &invalid.FieldError{Field: "cursor", Problem: "is none that a page ended with"}
	}
	return c, c.Validate()
}
