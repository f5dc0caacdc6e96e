package table

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/ianaindex"
	"golang.org/x/text/encoding/unicode"
)

// A text is a file in UTF-8, possibly with invalid bytes.
type text struct {
	r         *bufio.Reader
	encoding  string // name of the original encoding, or "" for UTF-8
	backslash string // the character that a backslash before a digit represents, or ""
}

// suffix returns the encoding for the name of the format.
func (t *text) suffix() string {
	if t.encoding == "" {
		return ""
	}
	return ", " + t.encoding
}

// decode converts br to UTF-8 and removes a byte order mark. A mark takes precedence over the named encoding, and the
// named encoding over the XML declaration.
func decode(br *bufio.Reader, name string) (*text, error) {
	sample, err := peek(br, sniffed)
	if err != nil {
		return nil, err
	}
	named, err := lookUp(name)
	if err != nil {
		return nil, err
	}
	switch {
	case bytes.HasPrefix(sample, []byte("\xef\xbb\xbf")):
		_, err = br.Discard(3)
		return &text{r: br}, err
	case bytes.HasPrefix(sample, []byte("\xff\xfe")), bytes.HasPrefix(sample, []byte("\xfe\xff")):
		return convert(br, "", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM))
	case named != nil:
		return convert(br, strings.ToLower(name), named)
	case name != "": // UTF-8
		return &text{r: br}, nil
	}
	return detect(br, sample)
}

// detect decodes a file without a byte order mark whose encoding the user has not named.
func detect(br *bufio.Reader, sample []byte) (*text, error) {
	if order, ok := wide(sample); ok {
		return convert(br, "", unicode.UTF16(order, unicode.IgnoreBOM))
	}
	if m := declaration.FindSubmatch(sample); m != nil {
		name := strings.ToLower(string(m[1]))
		enc, err := lookUp(name)
		if err != nil {
			return nil, fmt.Errorf("XML declaration: %w", err)
		}
		if enc != nil && !strings.HasPrefix(name, "utf-16") { // in UTF-16, the declaration would not match
			return convert(br, name, enc)
		}
	}
	if err := checkEncoding(sample); err != nil {
		return nil, err
	}
	return &text{r: br}, nil
}

var declaration = regexp.MustCompile(`^\s*<\?xml[^>]*\sencoding\s*=\s*["']([-\w.:]+)["']`)

// alias maps common names that neither WHATWG nor IANA lists.
var alias = map[string]string{
	"cp932": "shift_jis", "cp936": "gbk", "cp949": "euc-kr", "cp950": "big5", "utf8": "utf-8", "ansi": "windows-1252",
}

// lookUp returns the encoding with a name, or nil for UTF-8 and for "".
func lookUp(name string) (encoding.Encoding, error) {
	lower := strings.ToLower(strings.TrimSpace(name))
	if a, ok := alias[lower]; ok {
		lower = a
	}
	if lower == "" || lower == "utf-8" {
		return nil, nil
	}
	enc, err := htmlindex.Get(lower)
	if err != nil {
		enc, err = ianaindex.IANA.Encoding(lower)
	}
	if err != nil || enc == nil || enc == encoding.Replacement {
		return nil, fmt.Errorf("unknown encoding %q: use a name such as utf-8, windows-1252, shift_jis, gbk or windows-1251", name)
	}
	if enc == unicode.UTF8 {
		return nil, nil
	}
	return enc, nil
}

// convert returns a text that is decoded with enc. It returns an error if the start of the file is not valid.
func convert(br *bufio.Reader, name string, enc encoding.Encoding) (*text, error) {
	t := &text{r: bufio.NewReaderSize(enc.NewDecoder().Reader(br), sniffed), encoding: name}
	sample, err := peek(t.r, sniffed)
	if err != nil {
		return nil, err
	}
	bad, foreign := bytes.Count(sample, []byte("\ufffd")), 0
	for _, c := range sample {
		if c >= 0xc0 {
			foreign++
		}
	}
	if name != "" && bad*20 > foreign {
		return nil, fmt.Errorf("the file is not %s: %d characters of its beginning are not valid in it", name, bad)
	}
	if bytes.HasPrefix(sample, []byte("\ufeff")) {
		_, err = io.CopyN(io.Discard, t.r, 3)
	}
	canonical, _ := htmlindex.Name(enc)
	t.backslash = map[string]string{"shift_jis": "¥", "euc-kr": "₩"}[canonical]
	return t, err
}

// wide reports whether sample is UTF-16 without a byte order mark. It accepts only text that begins with mostly ASCII.
func wide(sample []byte) (unicode.Endianness, bool) {
	start := sample[:min(len(sample), 512)&^1]
	var zeros [2]int
	for i, c := range start {
		if c == 0 {
			zeros[i%2]++
		}
	}
	enough := len(start) >= 8
	switch pairs := len(start) / 2; {
	case enough && zeros[0] == 0 && zeros[1]*10 >= pairs*7:
		return unicode.LittleEndian, true
	case enough && zeros[1] == 0 && zeros[0]*10 >= pairs*7:
		return unicode.BigEndian, true
	}
	return unicode.LittleEndian, false
}
