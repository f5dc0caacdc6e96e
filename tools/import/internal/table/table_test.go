package table

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
)

// transcript renders a table, one line per record: the line number, the values or the fault, and
// the notes.
func transcript(t *testing.T, text string, opts Options) string {
	t.Helper()
	tab, err := Open(strings.NewReader(text), opts)
	if err != nil {
		return "error: " + err.Error() + "\n"
	}
	defer tab.Close()
	var b strings.Builder
	fmt.Fprintf(&b, "%s %q\n", tab.Format(), tab.Columns())
	for rec, err := range tab.Records() {
		if err != nil {
			fmt.Fprintf(&b, "error: %v\n", err)
			break
		}
		fmt.Fprintf(&b, "%d %s\n", rec.Line, describe(rec))
	}
	return b.String()
}

func describe(rec Record) string {
	if rec.Fault != nil {
		return "FAULT " + rec.Fault.Error()
	}
	var cells []string
	for _, v := range rec.Values {
		switch {
		case v.List != nil:
			cells = append(cells, fmt.Sprintf("%q", v.List))
		case v.Number:
			cells = append(cells, v.Text)
		default:
			cells = append(cells, fmt.Sprintf("%q", v.Text))
		}
	}
	for _, n := range rec.Notes {
		cells = append(cells, fmt.Sprintf("NOTE %s: %s", n.Column, n.Reason))
	}
	return strings.Join(cells, " ")
}

func TestOpen(t *testing.T) {
	tests := []struct {
		name, text string
		opts       Options
		want       string
	}{
		{"plain", "a,b\n1,2\n", Options{}, `
CSV ["a" "b"]
2 "1" "2"
`},
		{"no last line end, CRLF, BOM, blank lines", "\ufeffa,b\r\n\r\n1,\"x\r\ny\"\r\n\n3,4", Options{}, `
CSV ["a" "b"]
3 "1" "x\ny"
6 "3" "4"
`},
		{"quoted commas and quotes", "a,b\n\"1,5\", \"say \"\"hi\"\"\"\n12\" pan,\"\"\n", Options{}, `
CSV ["a" "b"]
2 "1,5" "say \"hi\""
3 "12\" pan" ""
`},
		{"formulas stay text", "a\n=HYPERLINK(1)\n+1\n@x\n", Options{}, `
CSV ["a"]
2 "=HYPERLINK(1)"
3 "+1"
4 "@x"
`},
		{"semicolons", "a;b,c;d\n1;2;3\n", Options{}, `
CSV with semicolons ["a" "b,c" "d"]
2 "1" "2" "3"
`},
		{"TSV without quoting", "a\tb\n\"x\" y\tz\n\"q\t2\n\"p\"\t3\n", Options{}, `
TSV ["a" "b"]
2 "\"x\" y" "z"
3 "\"q" "2"
4 "p" "3"
`},
		{"header names", "a,,a, a ,column 2\n1,2,3,4,5\n", Options{}, `
CSV ["a" "column 2" "a (2)" "a (3)" "column 2 (2)"]
2 "1" "2" "3" "4" "5"
`},
		{"ragged", "a,b,c\n1,2\n1,2,3,\n1,2,3,4\n1,2,3\n", Options{}, `
CSV ["a" "b" "c"]
2 FAULT fewer fields than columns: 2 fields, 3 columns
3 "1" "2" "3" NOTE : empty fields after the last column: ignored
4 FAULT more fields than columns: 4 fields, 3 columns
5 "1" "2" "3"
`},
		{"ragged, padded", "a,b\n1\n", Options{PadRows: true}, `
CSV ["a" "b"]
2 "1" "" NOTE : fewer fields than columns: the missing fields are empty
`},
		{"unclosed quote affects only its line", "a,b\n1,\"x\n2,y\n3,\"z\"\n", Options{}, `
CSV ["a" "b"]
2 FAULT unclosed quote: line 4 has text after the closing quote
3 "2" "y"
4 "3" "z"
`},
		{"unclosed quote at the end of the file", "a,b\n1,x\n2,\"y\n3,z\n", Options{}, `
CSV ["a" "b"]
2 "1" "x"
3 FAULT unclosed quote: the file ends before the closing quote
4 "3" "z"
`},
		{"unclosed quote before a bare quote in a later row", "a,b,c\n1,\"x,y\n2,p,q\"\n3,s,t\n", Options{}, `
CSV ["a" "b" "c"]
2 FAULT fewer fields than columns: 2 fields, 3 columns
3 "2" "p" "q\""
4 "3" "s" "t"
`},
		{"text after a closing quote", "a,b\n\"12\" pan\",x\n3,4\n", Options{}, `
CSV ["a" "b"]
2 FAULT text after a closing quote
3 "3" "4"
`},
		{"Windows-1252 and NUL", "a,b\ncaf\xe9 na\u00efve,\x80 5\nx\x00y,z\n", Options{}, `
CSV ["a" "b"]
2 "café naïve" "€ 5" NOTE a: not UTF-8: read as Windows-1252 NOTE b: not UTF-8: read as Windows-1252
3 "xy" "z" NOTE a: NUL bytes: ignored
`},
		{"JSON lines", `{"a":"x","n":1.50,"l":["p","q",null],"b":true,"z":null}

{"n":2,"a":"y","o":{"i":{"j":"deep"}},"l":[["p"],["q"]]}
not json
{"a":"x"} {"a":"y"}
{"a":
["x"]
{"l":[{"k":1}]}
`, Options{}, `
JSON lines ["a" "n" "l" "b" "z" "o.i.j"]
1 "x" 1.50 ["p" "q"] "true" "" ""
3 "y" 2 ["p"] "" "" "deep" NOTE l: objects or lists in a list: ignored
4 FAULT not a JSON object
5 FAULT not a JSON object: text after its end
6 FAULT not a JSON object: EOF
7 FAULT not a JSON object
8 "" "" "" "" "" "" NOTE l: objects or lists in a list: ignored
`},
		{"JSON in Windows-1252", "{\"a\":\"caf\xe9 na\u00efve\"}\n", Options{}, `
JSON lines ["a"]
1 "café naïve" NOTE : not UTF-8: read as Windows-1252
`},
		{"header only", "a,b\n", Options{}, "\nCSV [\"a\" \"b\"]\n"},
		{"empty", "", Options{}, "\nerror: the file is empty\n"},
		{"byte order mark and blanks", "\ufeff \r\n\n", Options{}, "\nerror: the file is empty\n"},
		{"CR line ends", "a,b\r1,2\r", Options{}, "\nCSV [\"a\" \"b\"]\n2 \"1\" \"2\"\n"},
		{"unclosed header", "a,\"b\n1,2\n", Options{}, "\nerror: line 1: header: unclosed quote: the file ends before the closing quote\n"},
		{"too many columns", strings.Repeat(",", 1000) + "\n", Options{}, "\nerror: line 1: header has 1001 columns, more than 1000\n"},
		{"JSON array", "[\n{\"a\":1}]\n", Options{}, "\nJSON array [\"a\"]\n2 1\n"},
		{"JSON object over many lines", "{\n\"a\": 1\n}\n", Options{}, "\nJSON [\"a\"]\n1 1\n"},
		{"damaged workbook", "PK\x03\x04\x14\x00\x06\x00", Options{}, "\nerror: the zip archive or workbook is damaged or incomplete: zip: not a valid zip file\n"},
		{"binary", strings.Repeat("a\x00\x01\x02", 50), Options{}, "\nerror: does not look like text: save it as CSV, TSV, JSON, XML or .xlsx\n"},
		{"header that begins like a bitmap", "BMI,b\n1,2\n", Options{}, "\nCSV [\"BMI\" \"b\"]\n2 \"1\" \"2\"\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := transcript(t, tt.text, tt.opts)
			if diff := cmp.Diff(strings.TrimPrefix(tt.want, "\n"), got); diff != "" {
				t.Errorf("Open(%q) differs (-want +got):\n%s", tt.text, diff)
			}
		})
	}
}

func TestOpenCompressedAndUTF16(t *testing.T) {
	var zipped bytes.Buffer
	zw := gzip.NewWriter(&zipped)
	io.WriteString(zw, "a,b\n1,2\n")
	zw.Close()
	if got, want := transcript(t, zipped.String(), Options{}), "CSV, gzip [\"a\" \"b\"]\n2 \"1\" \"2\"\n"; got != want {
		t.Errorf("gzip file =\n%swant\n%s", got, want)
	}
	wide := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune("a\tb\né\t😀\n")) {
		wide = append(wide, byte(u), byte(u>>8))
	}
	if got, want := transcript(t, string(wide), Options{}), "TSV [\"a\" \"b\"]\n2 \"é\" \"😀\"\n"; got != want {
		t.Errorf("UTF-16 file =\n%swant\n%s", got, want)
	}
	cut := zipped.Bytes()[:zipped.Len()-6]
	if got := transcript(t, string(cut), Options{}); !strings.Contains(got, "unexpected EOF") {
		t.Errorf("truncated gzip file =\n%swant an unexpected EOF", got)
	}
}

// bigRow returns a file with a row that is too long between two valid ones.
func bigRow(head, unit, tail string, n int) io.Reader {
	return io.MultiReader(strings.NewReader(head), &repeated{unit: unit, left: n}, strings.NewReader(tail))
}

// repeated is a reader that repeats unit left times.
type repeated struct {
	unit string
	left int
	rest string
}

func (r *repeated) Read(p []byte) (int, error) {
	n := 0
	for n < len(p) {
		if r.rest == "" && r.left == 0 {
			return n, io.EOF
		}
		if r.rest == "" {
			r.rest = r.unit
			r.left--
		}
		c := copy(p[n:], r.rest)
		r.rest = r.rest[c:]
		n += c
	}
	return n, nil
}

func TestTooLongRecords(t *testing.T) {
	tests := []struct {
		name, head, unit, tail string
		n                      int
		faults                 int // between the valid rows
	}{
		{"line of 100 MB", "a,b\n1,2\n3,", "xxxxxxxxxx", "\n5,6\n", 10_000_000, 1},
		{"quoted field on one long line", "a,b\n1,2\n3,\"", "xxxxxxxxxx", "\n5,6\n", 1_000_000, 1},
		{"unclosed quote before many lines", "a,b\n1,2\n3,\"\n", "x\n", "5,6\n", 20_000, 20_001},
		{"JSON line of 100 MB", "{\"a\":1}\n{\"a\":\"", "xxxxxxxxxx", "\"}\n{\"a\":2}\n", 10_000_000, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tab, err := Open(bigRow(tt.head, tt.unit, tt.tail, tt.n), Options{})
			if err != nil {
				t.Fatal(err)
			}
			var good, faults int
			for rec, err := range tab.Records() {
				if err != nil {
					t.Fatal(err)
				}
				if rec.Fault != nil {
					faults++
				} else {
					good++
				}
				if len(rec.Raw) > 2*maxRaw {
					t.Errorf("line %d: Raw has %d bytes, want at most %d", rec.Line, len(rec.Raw), 2*maxRaw)
				}
			}
			if good != 2 || faults != tt.faults {
				t.Errorf("%d valid rows and %d faults, want 2 and %d", good, faults, tt.faults)
			}
		})
	}
}

type brokenReader struct{ text io.Reader }

var errBroken = errors.New("disk error")

func (r brokenReader) Read(p []byte) (int, error) {
	n, err := r.text.Read(p)
	if err == io.EOF {
		err = errBroken
	}
	return n, err
}

func TestReadErrorEndsRecords(t *testing.T) {
	text := "a,b\n" + strings.Repeat("1,2\n", 50_000)
	tab, err := Open(brokenReader{strings.NewReader(text)}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	rows := 0
	for _, err = range tab.Records() {
		rows++
	}
	if rows != 50_001 || !errors.Is(err, errBroken) || !strings.Contains(err.Error(), "line 50002") {
		t.Errorf("%d records, last error %v, want 50001 and line 50002: %v", rows, err, errBroken)
	}
}
