package table

import (
	"bufio"
	"unicode/utf8"
)

// escapedByte is the first of the private characters that represent invalid bytes, for which encoding/xml has no place.
const escapedByte = 0xf700

// xmlInput makes a file acceptable to encoding/xml: valid UTF-8 without control characters. It limits the size of a
// token.
type xmlInput struct {
	r       *bufio.Reader
	left    int    // bytes that the current token may still have
	pending []byte // rest of a character
	buffer  [utf8.UTFMax]byte
	escaped bool // the input contains invalid bytes
}

// Read implements io.Reader. encoding/xml calls ReadByte.
func (x *xmlInput) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	c, err := x.ReadByte()
	if err != nil {
		return 0, err
	}
	p[0] = c
	return 1, nil
}

// ReadByte implements io.ByteReader.
func (x *xmlInput) ReadByte() (byte, error) {
	if x.left--; x.left < 0 {
		return 0, errLongToken
	}
	if len(x.pending) > 0 {
		c := x.pending[0]
		x.pending = x.pending[1:]
		return c, nil
	}
	c, err := x.r.ReadByte()
	switch {
	case err != nil:
		return 0, err
	case c < ' ' && c != '\n' && c != '\r' && c != '\t':
		return ' ', nil
	case c < utf8.RuneSelf:
		return c, nil
	}
	return x.character(c)
}

// character returns the first byte of the character whose first byte in the file is c.
func (x *xmlInput) character(c byte) (byte, error) {
	if err := x.r.UnreadByte(); err != nil {
		return 0, err
	}
	r, n, err := x.r.ReadRune()
	switch {
	case err != nil:
		return 0, err
	case r == utf8.RuneError && n == 1:
		r, x.escaped = escapedByte+rune(c), true
	case r == 0xfffe || r == 0xffff:
		r = utf8.RuneError
	}
	n = utf8.EncodeRune(x.buffer[:], r)
	x.pending = x.buffer[1:n]
	return x.buffer[0], nil
}

// original returns s with the invalid bytes of the input.
func (x *xmlInput) original(s string) []byte {
	if !x.escaped {
		return []byte(s)
	}
	var b []byte
	for _, r := range s {
		if r >= escapedByte+utf8.RuneSelf && r <= escapedByte+0xff {
			b = append(b, byte(r-escapedByte))
		} else {
			b = utf8.AppendRune(b, r)
		}
	}
	return b
}
