package interaction

import (
	"encoding/base64"
	"encoding/binary"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/invalid"
)

// A Cursor is a position in a user's log, right after the interaction with this CreatedAt and ID. That
// interaction may no longer exist. The zero Cursor is the start of the log, before the newest interaction.
type Cursor struct {
	CreatedAt time.Time
	ID        string
}

// Cursor returns the position right after x.
func (x *Interaction) Cursor() Cursor { return Cursor{x.CreatedAt, x.ID} }

// IsZero reports whether c is the start of the log.
func (c Cursor) IsZero() bool { return c == Cursor{} }

// The range of Firestore's timestamps.
var (
	firstSecond = time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
	lastSecond  = time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC).Unix()
)

// Validate returns a *invalid.FieldError for a position that cannot occur in a log.
func (c Cursor) Validate() error {
	second := c.CreatedAt.Unix()
	if c.IsZero() || second >= firstSecond && second <= lastSecond && catalog.IsDocumentID(c.ID) {
		return nil
	}
	return &invalid.FieldError{Field: "cursor", Problem: "is not the nextCursor of an earlier page"}
}

// timeBytes is the length of the time at the start of an encoded cursor: seconds, then nanoseconds.
const timeBytes = 8 + 4

// String returns c as URL-safe text. The text of the zero Cursor is "".
func (c Cursor) String() string {
	if c.IsZero() {
		return ""
	}
	data := binary.BigEndian.AppendUint64(nil, uint64(c.CreatedAt.Unix()))
	data = binary.BigEndian.AppendUint32(data, uint32(c.CreatedAt.Nanosecond()))
	return base64.RawURLEncoding.EncodeToString(append(data, c.ID...))
}

// ParseCursor parses the text of a Cursor. It returns a *invalid.FieldError for any other text.
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
		return Cursor{}, &invalid.FieldError{Field: "cursor", Problem: "is not the nextCursor of an earlier page"}
	}
	return c, c.Validate()
}
