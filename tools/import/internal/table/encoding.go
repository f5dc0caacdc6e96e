package table

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

const (
	notUTF8 = "not UTF-8: read as Windows-1252"
	hadNUL  = "NUL bytes: ignored"
)

// repair returns b as valid UTF-8. It decodes invalid bytes as Windows-1252 and removes NULs.
// It keeps valid UTF-8, so a file with mixed encodings is read correctly.
func repair(b []byte) (text string, recoded, nul bool) {
	if bytes.IndexByte(b, 0) >= 0 {
		b, nul = bytes.ReplaceAll(b, []byte{0}, nil), true
	}
	if utf8.Valid(b) {
		return string(b), false, nul
	}
	var s strings.Builder
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		if r == utf8.RuneError && n == 1 {
			r = charmap.Windows1252.DecodeByte(b[0])
		}
		s.WriteRune(r)
		b = b[n:]
	}
	return s.String(), true, nul
}
