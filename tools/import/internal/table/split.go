package table

import "bytes"

// A splitter splits a record line by line, according to RFC 4180. A quote opens a quoted
// field only at the start of the field. Except in TSV, spaces may precede the quote and
// are dropped. Elsewhere in an unquoted field a quote is text, as in 12" for twelve inches.
// If escape is set, \" and \\ in a quoted field stand for a quote and a backslash, as MySQL writes them.
type splitter struct {
	comma  byte
	escape bool
	fields [][]byte
	field  []byte
	state  state
}

type state int

const (
	fieldStart state = iota
	unquoted
	quoted
	escaping // after a backslash in a quoted field
	closing  // after a quote in a quoted field, which ends the field or is the first of two quotes
)

// open reports whether the record continues on the next line.
func (s *splitter) open() bool { return s.state == quoted }

// add reads one line of the record. It returns false if text follows a closing quote.
func (s *splitter) add(text []byte) bool {
	if s.state == quoted {
		s.field = append(s.field, '\n') // the end of the previous line
	}
	for _, c := range trimLineEnd(text) {
		if !s.step(c) {
			return false
		}
	}
	if s.state == escaping {
		s.field, s.state = append(s.field, '\\'), quoted
	}
	if s.state != quoted {
		s.endField()
	}
	return true
}

func (s *splitter) step(c byte) bool {
	switch {
	case s.state == quoted && c == '"':
		s.state = closing
	case s.state == quoted && c == '\\' && s.escape:
		s.state = escaping
	case s.state == escaping:
		s.unescape(c)
	case s.state == quoted:
		s.field = append(s.field, c)
	case c == s.comma:
		s.endField()
	case s.state == closing && c == '"':
		s.state = quoted
		s.field = append(s.field, c)
	case s.state == closing:
		return false
	case s.state == fieldStart && c == '"':
		s.state = quoted
		s.field = s.field[:0]
	case s.state == fieldStart && c == ' ' && s.comma != '\t':
		s.field = append(s.field, c)
	default:
		s.state = unquoted
		s.field = append(s.field, c)
	}
	return true
}

// unescape adds the character c after a backslash.
func (s *splitter) unescape(c byte) {
	if c != '"' && c != '\\' && c != '\'' {
		s.field = append(s.field, '\\')
	}
	s.field, s.state = append(s.field, c), quoted
}

func (s *splitter) endField() {
	s.fields = append(s.fields, s.field)
	s.field, s.state = nil, fieldStart
}

func trimLineEnd(text []byte) []byte {
	return bytes.TrimSuffix(bytes.TrimSuffix(text, []byte("\n")), []byte("\r"))
}
