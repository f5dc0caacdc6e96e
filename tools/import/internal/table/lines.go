package table

import (
	"bufio"
	"errors"
	"fmt"
	"io"
)

// MaxRecord is the maximum size of a record in bytes. A longer record is a fault.
const MaxRecord = 4 << 20

// A line is one physical line with its line end.
type line struct {
	number int
	text   []byte
	long   bool // text contains only the beginning
}

// lines reads physical lines. Lines can be put back.
type lines struct {
	r     *bufio.Reader
	read  int    // number of lines read from r
	again []line // lines that were put back, next line first
}

// next returns the next line, or io.EOF.
func (l *lines) next() (line, error) {
	if len(l.again) > 0 {
		first := l.again[0]
		l.again = l.again[1:]
		return first, nil
	}
	ln := line{number: l.read + 1}
	for {
		part, err := l.r.ReadSlice('\n')
		ln.add(part)
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if err != nil && err != io.EOF {
			return line{}, fmt.Errorf("line %d: %w", ln.number, err)
		}
		if len(ln.text) == 0 {
			return line{}, io.EOF
		}
		l.read++
		return ln, nil
	}
}

// add appends part, unless the line is or becomes too long.
func (ln *line) add(part []byte) {
	if ln.long {
		return
	}
	if len(ln.text)+len(part) <= MaxRecord {
		ln.text = append(ln.text, part...)
		return
	}
	ln.long = true
	ln.text = append([]byte(nil), append(ln.text[:min(len(ln.text), maxRaw+1)], part...)[:maxRaw+1]...)
}

// putBack makes next return these lines again, in this order.
func (l *lines) putBack(ls []line) {
	if len(ls) > 0 {
		l.again = append(ls, l.again...)
	}
}

func (ln line) tooLong() *Fault {
	return faultf("record is too long", "more than %d MiB", MaxRecord>>20)
}
