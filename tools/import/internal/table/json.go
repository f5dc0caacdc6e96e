package table

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// openJSON opens JSON lines, an array of objects, an array under a key of an object, or a sequence of objects.
func openJSON(text *text, sample []byte, opts Options) (*Table, error) {
	read, format := jsonl{lines: &lines{r: text.r}}.read, "JSON lines"
	if !isJSONLines(sample) {
		a := &jsonArray{scan: jsonScanner{r: text.r, line: 1}}
		read, format = a.read, "JSON"
		if path, ok := findArray(sample); ok {
			if err := a.enter(path); err != nil {
				return nil, err
			}
			if format = "JSON array"; len(path) > 0 {
				format += fmt.Sprintf(" %q", strings.Join(path, "."))
			}
		}
	}
	s, err := newStream((&variantReader{read: read}).next, opts)
	if err != nil {
		return nil, err
	}
	return s.table(format + text.suffix()), nil
}

// isJSONLines reports whether each line of the sample is an object. A single line that contains a list of products is
// not JSON lines.
func isJSONLines(sample []byte) bool {
	rest := bytes.TrimSpace(sample)
	if rest[0] != '{' {
		return false
	}
	first, rest, _ := bytes.Cut(rest, []byte("\n"))
	path, found := findArray(sample)
	wrapped := found && productKeys[strings.ToLower(path[len(path)-1])]
	if json.Valid(first) {
		rest = bytes.TrimSpace(rest)
		return len(rest) > 0 && rest[0] == '{' || !wrapped
	}
	for ln := range bytes.Lines(rest) {
		if ln = bytes.TrimSpace(ln); len(ln) > 1 && ln[0] == '{' && json.Valid(ln) {
			return !found
		}
	}
	return false
}

// jsonArray reads the objects of an array, or a sequence of objects.
type jsonArray struct {
	scan  jsonScanner
	array bool
}

// enter moves into the array at a path of keys.
func (a *jsonArray) enter(path []string) error {
	a.array = true
	for _, key := range path {
		if err := a.scan.key(key); err != nil {
			return fmt.Errorf("line %d: key %q: %w", a.scan.line, key, err)
		}
	}
	c, err := a.scan.skipSpace()
	if err == nil && c != '[' {
		err = errors.New("not an array")
	}
	return err
}

// read returns the next object, or io.EOF.
func (a *jsonArray) read() (keyedRecord, error) {
	for {
		c, err := a.scan.skipSpace()
		switch {
		case a.array && isEOF(err):
			return keyedRecord{}, fmt.Errorf("line %d: the file ends inside the array: %w", a.scan.line, io.ErrUnexpectedEOF)
		case err != nil:
			return keyedRecord{}, err
		case a.array && c == ']':
			return keyedRecord{}, io.EOF
		case c == ',':
			continue
		}
		ln, err := a.scan.value(c)
		if err != nil {
			return keyedRecord{}, fmt.Errorf("line %d: %w", ln.number, err)
		}
		rec := jsonRecord(ln)
		unwrap(rec.cells)
		return rec, nil
	}
}

// unwrap removes the prefix "node." of the edges of a GraphQL connection.
func unwrap(cells []cell) {
	const prefix = "node."
	for _, c := range cells {
		if !strings.HasPrefix(c.column, prefix) && c.column != "cursor" {
			return
		}
	}
	for i := range cells {
		cells[i].column = strings.TrimPrefix(cells[i].column, prefix)
	}
}
