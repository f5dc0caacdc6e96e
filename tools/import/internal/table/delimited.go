package table

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// maxLines is the maximum number of lines of a record.
const maxLines = 10_000

// maxColumns is the maximum number of columns of a table.
const maxColumns = 1_000

// delimited reads CSV and similar formats.
type delimited struct {
	lines     *lines
	comma     byte
	columns   []string
	pad       bool   // treat missing fields at the end of a row as empty
	escaped   bool   // a backslash escapes a quote in a quoted field
	backslash string // the character that a backslash before a digit represents, or ""
	decoded   bool   // the file was in another encoding than UTF-8
	header    int    // line of the header
	skipped   int    // lines before the header
}

// newDelimited detects the separator and the header, and reads the header.
func newDelimited(l *lines, pad bool) (*delimited, error) {
	d := &delimited{lines: l, pad: pad}
	if err := d.findHeader(); err != nil {
		return nil, err
	}
	first, err := d.firstLine()
	if errors.Is(err, io.EOF) {
		return nil, ErrEmpty
	}
	if err != nil {
		return nil, err
	}
	if first.long {
		return nil, fmt.Errorf("line %d: header: %w", first.number, first.tooLong())
	}
	fields, _, fault, err := d.gather(first)
	if err != nil {
		return nil, err
	}
	if fault != nil {
		return nil, fmt.Errorf("line %d: header: %w", first.number, fault)
	}
	if len(fields) > maxColumns {
		return nil, fmt.Errorf("line %d: header has %d columns, more than %d", first.number, len(fields), maxColumns)
	}
	d.header, d.columns = first.number, columnNames(fields)
	return d, nil
}

// columnNames returns a unique name for each column.
func columnNames(fields [][]byte) []string {
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = repair(f).text
	}
	return uniqueNames(names)
}

// hashName matches the first name of a header that is marked like a comment, as in #sku.
var hashName = regexp.MustCompile(`^#\s?\pL`)

// uniqueNames returns a unique name for each of the fields of a header.
func uniqueNames(header []string) []string {
	names := make([]string, len(header))
	for i, text := range header {
		text = strings.TrimSpace(text)
		if i == 0 && hashName.MatchString(text) {
			text = strings.TrimSpace(text[1:])
		}
		if text == "" {
			text = fmt.Sprintf("column %d", i+1)
		}
		names[i] = text
		for n := 2; slices.Contains(names[:i], names[i]); n++ {
			names[i] = fmt.Sprintf("%s (%d)", text, n)
		}
	}
	return names
}

// firstLine returns the next line that is not blank.
func (d *delimited) firstLine() (line, error) {
	for {
		ln, err := d.lines.next()
		if err != nil || len(bytes.Trim(ln.text, " \r\n")) > 0 {
			return ln, err
		}
	}
}

// next returns the next row, or io.EOF.
func (d *delimited) next() (Record, error) {
	first, err := d.firstLine()
	if err != nil {
		return Record{}, err
	}
	rec := Record{Line: first.number, Raw: excerpt(first.text)}
	if first.long {
		rec.Fault = first.tooLong()
		return rec, nil
	}
	fields, rest, fault, err := d.gather(first)
	if err != nil {
		return Record{}, err
	}
	if fault == nil {
		fields, rec.Notes, fault = d.fit(fields)
	}
	if fault != nil {
		d.lines.putBack(rest) // these lines may be separate rows
		fields, fault = d.literal(first.text, fault)
	}
	if rec.Fault = fault; fault == nil {
		d.fill(&rec, fields)
	}
	return rec, nil
}

// gather splits the record that begins with first. It also returns the other lines that it has read, even with a
// fault. It splits the record again with the other meaning of a backslash if that explains the record better.
func (d *delimited) gather(first line) (fields [][]byte, rest []line, fault *Fault, err error) {
	fields, rest, fault, err = d.split(first, d.escaped)
	if err != nil || d.fits(fields, fault) || !hasEscape(first, rest) {
		return fields, rest, fault, err
	}
	d.lines.putBack(rest)
	others, otherRest, otherFault, err := d.split(first, !d.escaped)
	if err != nil || d.fits(others, otherFault) {
		d.escaped = !d.escaped
		return others, otherRest, otherFault, err
	}
	d.lines.putBack(otherRest)
	for range rest {
		if _, err := d.lines.next(); err != nil {
			return nil, nil, nil, err
		}
	}
	return fields, rest, fault, nil
}

// fits reports whether the fields are those of a complete row.
func (d *delimited) fits(fields [][]byte, fault *Fault) bool {
	return fault == nil && (d.columns == nil || len(fields) == len(d.columns))
}

func hasEscape(first line, rest []line) bool {
	escape := []byte(`\"`)
	return bytes.Contains(first.text, escape) ||
		slices.ContainsFunc(rest, func(ln line) bool { return bytes.Contains(ln.text, escape) })
}

// split is gather for one meaning of a backslash.
func (d *delimited) split(first line, escaped bool) (fields [][]byte, rest []line, fault *Fault, err error) {
	s := splitter{comma: d.comma, escape: escaped}
	if !s.add(first.text) {
		return nil, nil, &Fault{Reason: "text after a closing quote"}, nil
	}
	size := len(first.text)
	for s.open() {
		next, err := d.lines.next()
		if errors.Is(err, io.EOF) {
			return nil, rest, &Fault{Reason: "unclosed quote", Detail: "the file ends before the closing quote"}, nil
		}
		if err != nil {
			return nil, rest, nil, err
		}
		rest = append(rest, next)
		size += len(next.text)
		if next.long || size > MaxRecord || len(rest) == maxLines {
			return nil, rest, faultf("unclosed quote", "no closing quote within %d MiB and %d lines", MaxRecord>>20, maxLines), nil
		}
		if !s.add(next.text) {
			return nil, rest, faultf("unclosed quote", "line %d has text after the closing quote", next.number), nil
		}
	}
	return s.fields, rest, nil, nil
}

// fit adjusts the number of fields to the number of columns, or returns a fault.
func (d *delimited) fit(fields [][]byte) ([][]byte, []Note, *Fault) {
	have, want := len(fields), len(d.columns)
	counts := fmt.Sprintf("%d fields, %d columns", have, want)
	switch {
	case have == want:
		return fields, nil, nil
	case have < want && d.pad:
		return append(fields, make([][]byte, want-have)...), []Note{{Reason: "fewer fields than columns: the missing fields are empty", Value: counts}}, nil
	case have < want:
		return nil, nil, &Fault{Reason: "fewer fields than columns", Detail: counts}
	case len(bytes.TrimSpace(bytes.Join(fields[want:], nil))) == 0:
		return fields[:want], []Note{{Reason: "empty fields after the last column: ignored", Value: counts}}, nil
	}
	return nil, nil, &Fault{Reason: "more fields than columns", Detail: counts}
}

// literal splits a line of a TSV file that does not use quoting. A quote is plain text there.
func (d *delimited) literal(text []byte, fault *Fault) ([][]byte, *Fault) {
	if d.comma != '\t' || bytes.Count(text, []byte("\t"))+1 != len(d.columns) {
		return nil, fault
	}
	return bytes.Split(trimLineEnd(text), []byte("\t")), nil
}

// backslashDigit matches an amount in yen or won in an encoding that has the currency sign in the place of the backslash.
var backslashDigit = regexp.MustCompile(`\\(\d)`)

// fill sets the values to the fields of the row.
func (d *delimited) fill(rec *Record, fields [][]byte) {
	rec.Values = make([]Value, len(fields))
	for i, f := range fields {
		r := repair(f)
		if d.backslash != "" {
			r.text = backslashDigit.ReplaceAllString(r.text, d.backslash+"$1")
		}
		if d.decoded && strings.ContainsRune(r.text, utf8.RuneError) {
			r.notes = append(r.notes, unreadable)
		}
		rec.Values[i] = Value{Text: r.text}
		rec.add(d.columns[i], r.text, r)
	}
	if rec.Fault != nil {
		rec.Values = nil
	}
}
