package post

import (
	"encoding/base64"
	"math"
	"strconv"
	"strings"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/invalid"
)

// A Cursor is a position in the feed, right after the post with this Order and ID. That post may no longer exist. The
// zero Cursor is the start of the feed.
type Cursor struct {
	Order float64
	ID    string
}

// IsZero reports whether c is the start of the feed.
func (c Cursor) IsZero() bool { return c.ID == "" }

// String returns c as URL-safe text. The text of the zero Cursor is "".
func (c Cursor) String() string {
	if c.IsZero() {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString([]byte(strconv.FormatFloat(c.Order, 'g', -1, 64) + ":" + c.ID))
}

// ParseCursor parses the text of a Cursor. It returns a *invalid.FieldError for any other text.
func ParseCursor(text string) (Cursor, error) {
	if text == "" {
		return Cursor{}, nil
	}
	data, err := base64.RawURLEncoding.DecodeString(text)
	number, id, ok := strings.Cut(string(data), ":")
	order, parseErr := strconv.ParseFloat(number, 64)
	c := Cursor{order, id}
	if err != nil || !ok || parseErr != nil || !(math.Abs(order) <= MaxOrder) || !catalog.IsDocumentID(id) || c.String() != text {
		return Cursor{}, &invalid.FieldError{Field: "cursor", Problem: "is not the nextCursor of an earlier page"}
	}
	return c, nil
}

// after reports whether p comes after c in the feed.
func (c Cursor) after(p *Post) bool {
	return c.IsZero() || p.Order > c.Order || p.Order == c.Order && p.ID > c.ID
}
