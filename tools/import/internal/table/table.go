package table

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"strings"

	"golang.org/x/text/encoding/unicode"
)

// ErrEmpty means that the file has no header.
var ErrEmpty = errors.New("the file is empty")

// sniffed is the number of bytes at the start of a file that determine its format.
const sniffed = 64 << 10

// Options configure reading.
type Options struct {
	PadRows bool // treat missing fields at the end of a row as empty, not as a fault
}

// A Table is an open file that can be read once.
type Table struct {
	format  string
	columns []string
	next    func() (Record, error)
}

// Open detects the format and reads the column names.
func Open(r io.Reader, opts Options) (*Table, error) {
	br, gzipped, err := unzip(bufio.NewReaderSize(r, sniffed))
	if err != nil {
		return nil, err
	}
	if br, err = decode(br); err != nil {
		return nil, err
	}
	sample, err := br.Peek(sniffed)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if err := checkText(sample); err != nil {
		return nil, err
	}
	t, err := open(&lines{r: br}, sample, opts)
	if err != nil {
		return nil, err
	}
	if gzipped {
		t.format += ", gzip"
	}
	return t, nil
}

func open(l *lines, sample []byte, opts Options) (*Table, error) {
	if bytes.TrimSpace(sample)[0] == '{' {
		j, err := newJSONL(l)
		if err != nil {
			return nil, err
		}
		return &Table{format: "JSON lines", columns: j.columns, next: j.next}, nil
	}
	d, err := newDelimited(l, opts.PadRows)
	if err != nil {
		return nil, err
	}
	names := map[byte]string{',': "CSV", '\t': "TSV", ';': "CSV with semicolons", '|': "CSV with bars"}
	return &Table{format: names[d.comma], columns: d.columns, next: d.next}, nil
}

// unzip returns a reader of the decompressed data if br contains gzip data. Otherwise it returns br.
func unzip(br *bufio.Reader) (*bufio.Reader, bool, error) {
	magic, err := br.Peek(2)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, false, err
	}
	if !bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		return br, false, nil
	}
	zr, err := gzip.NewReader(br)
	if err != nil {
		return nil, false, fmt.Errorf("gzip: %w", err)
	}
	return bufio.NewReaderSize(zr, sniffed), true, nil
}

// decode removes a byte order mark. It converts UTF-16 with a byte order mark to UTF-8.
func decode(br *bufio.Reader) (*bufio.Reader, error) {
	mark, err := br.Peek(3)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	switch {
	case bytes.HasPrefix(mark, []byte("\xef\xbb\xbf")):
		_, err = br.Discard(3)
		return br, err
	case bytes.HasPrefix(mark, []byte("\xff\xfe")), bytes.HasPrefix(mark, []byte("\xfe\xff")):
		utf16 := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder()
		return bufio.NewReaderSize(utf16.Reader(br), sniffed), nil
	}
	return br, nil
}

// checkText returns an error for an empty file, a JSON array or binary data.
func checkText(sample []byte) error {
	start := bytes.TrimSpace(sample)
	if len(start) == 0 {
		return ErrEmpty
	}
	if start[0] == '[' {
		return errors.New("looks like a JSON array: convert it to one object per line (jq -c '.[]')")
	}
	control := 0
	for _, c := range sample {
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' {
			control++
		}
	}
	kind := http.DetectContentType(sample)
	switch {
	case control > 0 && !strings.HasPrefix(kind, "text/") && kind != "application/octet-stream":
		return fmt.Errorf("looks like %s: save it as CSV, TSV or JSON lines", kind)
	case control*10 > len(sample):
		return errors.New("does not look like text: save it as CSV, TSV or JSON lines in UTF-8")
	}
	return nil
}

// Format returns the name of the format, for reports.
func (t *Table) Format() string { return t.format }

// Columns returns the column names, which are unique.
func (t *Table) Columns() []string { return t.columns }

// Records yields the rows in file order, without blank lines. An error means that the rest of the file is
// unreadable, and ends the sequence. You can range over it once.
func (t *Table) Records() iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		for {
			rec, err := t.next()
			if errors.Is(err, io.EOF) {
				return
			}
			if !yield(rec, err) || err != nil {
				return
			}
		}
	}
}
