package table

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// sniffed is the number of bytes at the start of a file that determine its format.
const sniffed = 256 << 10

// openAny opens a file of any format. It opens zip archives only if archives is true.
func openAny(r io.Reader, opts Options, archives bool) (*Table, error) {
	br, gzipped, err := unzip(bufio.NewReaderSize(r, sniffed))
	if err != nil {
		return nil, err
	}
	magic, err := peek(br, 8)
	if err != nil {
		return nil, err
	}
	var t *Table
	switch {
	case bytes.HasPrefix(magic, []byte("PK\x03\x04")) && archives:
		t, err = openZip(br, opts)
	case bytes.HasPrefix(magic, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		err = errors.New("looks like an old Excel file (.xls) or a workbook with a password: save it as .xlsx without a password")
	default:
		t, err = openText(br, opts)
	}
	if err == nil && gzipped {
		t.format += ", gzip"
	}
	return t, err
}

// openText opens a file that is neither compressed nor a workbook.
func openText(br *bufio.Reader, opts Options) (*Table, error) {
	text, err := decode(br, opts.Encoding)
	if err != nil {
		return nil, err
	}
	sample, err := peek(text.r, sniffed)
	if err != nil {
		return nil, err
	}
	if err := checkText(sample); err != nil {
		return nil, err
	}
	switch start := bytes.TrimSpace(sample); {
	case isXML(start):
		return openXML(text, opts)
	case start[0] == '[', start[0] == '{':
		return openJSON(text, sample, opts)
	}
	return openDelimited(text, sample, opts)
}

func openDelimited(text *text, sample []byte, opts Options) (*Table, error) {
	if endsInCR(sample) {
		text.r = bufio.NewReaderSize(&crToLF{r: text.r}, sniffed)
	}
	d, err := newDelimited(&lines{r: text.r}, opts.PadRows)
	if err != nil {
		return nil, err
	}
	d.backslash, d.decoded = text.backslash, text.encoding != ""
	names := map[byte]string{',': "CSV", '\t': "TSV", ';': "CSV with semicolons", '|': "CSV with bars"}
	name, known := names[d.comma]
	if !known {
		name = fmt.Sprintf("CSV with %q", d.comma)
	}
	if d.skipped > 0 {
		name += fmt.Sprintf(", header in line %d", d.header)
	}
	return &Table{format: name + text.suffix(), columns: d.columns, next: d.next}, nil
}

// peek returns the next n bytes of br, or fewer at the end of the file or before a read error.
func peek(br *bufio.Reader, n int) ([]byte, error) {
	b, err := br.Peek(n)
	if len(b) == 0 && err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	return b, nil
}

// unzip returns a reader of the decompressed data if br contains gzip data. Otherwise it returns br.
func unzip(br *bufio.Reader) (*bufio.Reader, bool, error) {
	magic, err := peek(br, 2)
	if err != nil {
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

const saveAs = "save it as CSV, TSV, JSON, XML or .xlsx"

// checkText returns an error for an empty file or binary data.
func checkText(sample []byte) error {
	if len(bytes.TrimSpace(sample)) == 0 {
		return ErrEmpty
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
		return fmt.Errorf("looks like %s: %s", kind, saveAs)
	case control*10 > len(sample):
		return fmt.Errorf("does not look like text: %s", saveAs)
	}
	return nil
}

// endsInCR reports whether the first line ends in a CR without an LF, as in files of old Macs.
func endsInCR(sample []byte) bool {
	inQuotes := false
	for i, c := range sample {
		inQuotes = inQuotes != (c == '"')
		if c == '\n' && !inQuotes {
			return false
		}
		if c == '\r' && !inQuotes {
			return i+1 < len(sample) && sample[i+1] != '\n'
		}
	}
	return false
}

// crToLF replaces every CR that no LF follows with an LF.
type crToLF struct{ r *bufio.Reader }

func (c *crToLF) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	for i, b := range p[:n] {
		if b == '\r' && !c.beforeLF(p[:n], i) {
			p[i] = '\n'
		}
	}
	return n, err
}

func (c *crToLF) beforeLF(p []byte, i int) bool {
	if i+1 < len(p) {
		return p[i+1] == '\n'
	}
	next, _ := c.r.Peek(1)
	return len(next) == 1 && next[0] == '\n'
}
