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
		tab, err := Open(strings.NewReader(string(data)), Options{PadRows: pad})
		if err != nil {
			return
		}
		var rows [][]string
		clean, last := true, 0
		for rec, err := range tab.Records() {
			if err != nil {
				return
			}
			if rec.Line <= last {
				t.Fatalf("record on line %d comes after line %d", rec.Line, last)
			}
			last = rec.Line
			clean = clean && rec.Fault == nil && len(rec.Notes) == 0
			rows = append(rows, texts(t, rec, len(tab.Columns())))
		}
		if want, ok := oracle(data, tab); ok {
			if diff := cmp.Diff(want, rows, cmpopts.EquateEmpty()); diff != "" || !clean {
				t.Errorf("encoding/csv reads %q differently (-csv +table):\n%s", data, diff)
			}
		}
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
		if !utf8.ValidString(v.Text) || strings.Contains(v.Text, "\x00") {
			t.Errorf("line %d: value %q is not clean text", rec.Line, v.Text)
		}
		row = append(row, strings.Trim(v.Text, " "))
	}
	return row
}

// oracle reads plain CSV with encoding/csv. It returns false if the results may differ.
func oracle(data []byte, tab *Table) ([][]string, bool) {
	if tab.Format() != "CSV" || !utf8.Valid(data) || strings.ContainsAny(string(data), " \ufeff\x00\r") {
		return nil, false
	}
	rows, err := csv.NewReader(strings.NewReader(string(data))).ReadAll()
	if err != nil || len(rows) == 0 {
		return nil, false
	}
	return rows[1:], true
}
