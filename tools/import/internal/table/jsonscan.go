package table

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"strings"
)

// jsonScanner finds the ends of JSON values without keeping them in memory.
type jsonScanner struct {
	r    *bufio.Reader
	line int // of the next byte
}

func (s *jsonScanner) readByte() (byte, error) {
	c, err := s.r.ReadByte()
	if c == '\n' && err == nil {
		s.line++
	}
	return c, err
}

// skipSpace returns the next byte that is not white space.
func (s *jsonScanner) skipSpace() (byte, error) {
	for {
		c, err := s.readByte()
		if err != nil || c != ' ' && c != '\t' && c != '\r' && c != '\n' {
			return c, err
		}
	}
}

// value returns the text of the value that begins with c. Text beyond MaxRecord is dropped.
func (s *jsonScanner) value(c byte) (line, error) {
	ln := line{number: s.line}
	depth, inString, escaped := 0, false, false
	for {
		ln.add([]byte{c})
		switch {
		case escaped:
			escaped = false
		case inString && c == '\\':
			escaped = true
		case c == '"':
			inString = !inString
		case inString:
		case c == '{', c == '[':
			depth++
		case c == '}', c == ']':
			depth--
		}
		if depth <= 0 && !inString && s.atEnd(c) {
			return ln, nil
		}
		var err error
		if c, err = s.readByte(); err != nil {
			return ln, unexpected(err)
		}
	}
}

// atEnd reports whether a value outside brackets ends after c.
func (s *jsonScanner) atEnd(c byte) bool {
	if c == '}' || c == ']' || c == '"' {
		return true
	}
	next, err := s.r.Peek(1)
	return err != nil || strings.IndexByte(",}] \t\r\n", next[0]) >= 0
}

// key moves to the value of a key of the object that follows.
func (s *jsonScanner) key(key string) error {
	if c, err := s.skipSpace(); err != nil || c != '{' {
		return errors.Join(errors.New("not an object"), err)
	}
	for {
		name, err := s.name()
		if err != nil || name == key {
			return err
		}
		c, err := s.skipSpace()
		if err == nil {
			_, err = s.value(c)
		}
		if err != nil {
			return unexpected(err)
		}
	}
}

// name reads the next key of an object, and the colon.
func (s *jsonScanner) name() (name string, err error) {
	c, err := s.skipSpace()
	for err == nil && c == ',' {
		c, err = s.skipSpace()
	}
	if err != nil {
		return "", unexpected(err)
	}
	if c != '"' {
		return "", errors.New("not found")
	}
	ln, err := s.value(c)
	if err != nil {
		return "", err
	}
	if c, err = s.skipSpace(); err != nil || c != ':' {
		return "", errors.Join(errors.New("no colon after a key"), err)
	}
	err = json.Unmarshal(ln.text, &name)
	return name, err
}

func isEOF(err error) bool { return errors.Is(err, io.EOF) }

// unexpected replaces io.EOF, which would look like the regular end of the file.
func unexpected(err error) error {
	if isEOF(err) {
		return io.ErrUnexpectedEOF
	}
	return err
}
