package table

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

const (
	notUTF8    = "not UTF-8: read as Windows-1252"
	hadNUL     = "NUL bytes: ignored"
	unreadable = "bytes that the encoding does not define: replaced"
)

// A repaired is the text of a field and its repairs.
type repaired struct {
	text  string
	notes []string // reasons, for Note
	fault *Fault   // the encoding is unknown
}

// repair returns b as valid UTF-8. It decodes invalid bytes as Windows-1252 if the result looks like text, and removes
// NULs. It keeps valid UTF-8, so a file with mixed encodings is read correctly.
func repair(b []byte) (r repaired) {
	if bytes.IndexByte(b, 0) >= 0 {
		b, r.notes = bytes.ReplaceAll(b, []byte{0}, nil), []string{hadNUL}
	}
	if utf8.Valid(b) {
		r.text = string(b)
		return r
	}
	if !western(b) {
		r.fault = &Fault{Reason: "the text is not UTF-8, and its encoding is unknown", Detail: "name it with --encoding"}
	}
	r.text, r.notes = windows1252(b), append([]string{notUTF8}, r.notes...)
	return r
}

// windows1252 decodes the bytes of b that are not valid UTF-8 as Windows-1252.
func windows1252(b []byte) string {
	var s strings.Builder
	for len(b) > 0 {
		r, _, n := decodeRune(b)
		s.WriteRune(r)
		b = b[n:]
	}
	return s.String()
}

// decodeRune decodes the first character of b as UTF-8 or else as Windows-1252.
func decodeRune(b []byte) (r rune, invalid bool, n int) {
	if r, n = utf8.DecodeRune(b); r == utf8.RuneError && n == 1 {
		return charmap.Windows1252.DecodeByte(b[0]), true, 1
	}
	return r, false, n
}

// add adds the notes of r for a column to the record.
func (rec *Record) add(column, value string, r repaired) {
	for _, reason := range r.notes {
		rec.Notes = append(rec.Notes, Note{Column: column, Reason: reason, Value: value})
	}
	if r.fault != nil && rec.Fault == nil {
		rec.Fault = r.fault
	}
}
