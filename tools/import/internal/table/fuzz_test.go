package table

import (
	"encoding/csv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// FuzzRecords checks that line numbers increase and that every row has a fault or one value per column. If encoding/csv
// accepts the file too, both must return the same rows.
func FuzzRecords(f *testing.F) {
	for _, s := range []string{
		"a,b\n1,2\n", "a;b\n1;\"2\n3\"\n", "a\tb\n\"x\" y\tz\n", "{\"a\":1}\n{\"a\":[[\"x\"],{}]}\n", "a,b\n1,\"x\n2,y\n",
		"\ufeffa\r\n\"\"\r\n", "\xff\xfea\x00\n\x00", "\x1f\x8b\x08", "a,b\n1,2\"\"\n\"\"\"\",\"\n\"\n", "a\n\x00\xe9\n",
	} {
		f.Add([]byte(s), true)
		f.Add([]byte(s), false)
	}
	f.Fuzz(func(t *testing.T, data []byte, pad bool) {
		tab, rows, clean := readAll(t, string(data), Options{PadRows: pad})
		if tab == nil {
			return
		}
		if want, ok := oracle(data, tab); ok {
			if diff := cmp.Diff(want, rows, cmpopts.EquateEmpty()); diff != "" || !clean {
				t.Errorf("encoding/csv reads %q differently (-csv +table):\n%s", data, diff)
			}
		}
	})
}

// readAll reads a file and checks the records. It returns a nil Table if the file is unreadable.
func readAll(t *testing.T, file string, opts Options) (tab *Table, rows [][]string, clean bool) {
	tab, err := Open(strings.NewReader(file), opts)
	if err != nil {
		return nil, nil, false
	}
	defer tab.Close()
	clean, last := true, 0
	for rec, err := range tab.Records() {
		if err != nil {
			return nil, nil, false
		}
		if rec.Line < last || rec.Line == last && strings.HasPrefix(tab.Format(), "CSV") {
			t.Fatalf("record on line %d comes after line %d", rec.Line, last)
		}
		last = rec.Line
		clean = clean && rec.Fault == nil && len(rec.Notes) == 0
		rows = append(rows, texts(t, rec, len(tab.Columns())))
	}
	return tab, rows, clean
}

// FuzzJSON reads arrays and objects with damage.
func FuzzJSON(f *testing.F) {
	for _, s := range []string{`[{"a":1},{"a":["x"]}]`, `"p":{"items":[{"a":{"b":1}}]}}`, "\n\"a\":1}\n{\"b\":2}", `[[{"a":1}],"x",{]`, `"k":[{"images":[{"src":"/x"}]}]}`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		readAll(t, "["+s, Options{})
		readAll(t, "{"+s, Options{})
	})
}

// FuzzXML reads feeds with damage.
func FuzzXML(f *testing.F) {
	for _, s := range []string{"<a>1</a><b c='2'>x</b>", "<a/><a lang='x'>y</a>", "<p>x<b>y</b></p>", "</item></rss>", "&amp;&x;\xff\x00<![CDATA[x]]>", "<!DOCTYPE x [<!ENTITY y 'z'>]>"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		readAll(t, "<rss xmlns:g='http://base.google.com/ns/1.0'><channel><item><g:id>1</g:id><title>a</title>"+s+"</item></channel></rss>", Options{})
		readAll(t, "<x"+s, Options{})
	})
}

// FuzzWorkbook reads workbooks with damage.
func FuzzWorkbook(f *testing.F) {
	f.Add("<row r='3'><c r='A3' t='s'><v>2</v></c></row></sheetData></worksheet>", stringsPart, stylesPart)
	f.Add("<row><c t='inlineStr'><is><t>x</t></is></c><c s='1'><v>1e5</v></c></row>", "<sst><si><r><t>a</t></r></si></sst>", "<styleSheet><cellXfs><xf numFmtId='22'/></cellXfs></styleSheet>")
	f.Add("<row r='999999999999'><c r='ZZZZZZ1'><v>-1e308</v></c></row>", "", "")
	f.Fuzz(func(t *testing.T, rows, texts, styles string) {
		readAll(t, archive(t, "xl/workbook.xml", workbookPart, "xl/_rels/workbook.xml.rels", relsPart, "xl/styles.xml", styles,
			"xl/sharedStrings.xml", texts, "xl/worksheets/sheet2.xml", "<worksheet><sheetData>"+headerRow+rows), Options{})
	})
}

// FuzzZip reads damaged archives.
func FuzzZip(f *testing.F) {
	f.Add([]byte(archive(f, "a.csv", "a,b\n1,2\n")))
	f.Add([]byte(archive(f, "xl/workbook.xml", workbookPart)))
	f.Fuzz(func(t *testing.T, data []byte) {
		readAll(t, "PK\x03\x04"+strings.TrimPrefix(string(data), "PK\x03\x04"), Options{})
	})
}

// FuzzEncoding reads text in all kinds of encodings.
func FuzzEncoding(f *testing.F) {
	for _, name := range []string{"", "shift_jis", "gbk", "utf-16le", "iso-2022-jp", "windows-1251", "ibm850", "x"} {
		f.Add([]byte("a,b\n1,\x83\x5c\xe9\n"), name)
	}
	f.Fuzz(func(t *testing.T, data []byte, name string) {
		readAll(t, string(data), Options{Encoding: name})
	})
}

func texts(t *testing.T, rec Record, columns int) []string {
	if rec.Fault != nil {
		return nil
	}
	if len(rec.Values) != columns {
		t.Fatalf("line %d: %d values for %d columns", rec.Line, len(rec.Values), columns)
	}
	var row []string
	for _, v := range rec.Values {
		for _, s := range v.List {
			if !utf8.ValidString(s) {
				t.Errorf("line %d: element %q is not valid text", rec.Line, s)
			}
		}
		if !utf8.ValidString(v.Text) || strings.Contains(v.Text, "\x00") {
			t.Errorf("line %d: value %q is not clean text", rec.Line, v.Text)
		}
		row = append(row, strings.Trim(v.Text, " "))
	}
	return row
}

// oracle reads plain CSV with encoding/csv. It returns false if the results may differ.
func oracle(data []byte, tab *Table) ([][]string, bool) {
	if tab.Format() != "CSV" || !utf8.Valid(data) || strings.ContainsAny(string(data), " \ufeff\x00\r\\") ||
		strings.Contains(strings.ToLower(string(data)), "sep=") {
		return nil, false
	}
	rows, err := csv.NewReader(strings.NewReader(string(data))).ReadAll()
	if err != nil || len(rows) == 0 {
		return nil, false
	}
	return rows[1:], true
}
