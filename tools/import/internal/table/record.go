package table

import (
	"fmt"
	"strings"
)

// A Record is one row.
type Record struct {
	Line   int     // physical line on which the record begins, from 1
	Values []Value // one per column of the table; nil if Fault is set
	Notes  []Note  // repairs
	Raw    string  // the beginning of the row, for reports
	Fault  *Fault  // reason why the row is unreadable, or nil
}

// A Value is the value of a column in a row. Its zero value is an empty cell.
type Value struct {
	Text   string   // text of the cell; "" for a list
	List   []string // the elements of a JSON array
	Number bool     // Text is a JSON number
}

// Strings returns the list of v, or a list with the text of v if the text is not empty.
func (v Value) Strings() []string {
	if v.List != nil || v.Text == "" {
		return v.List
	}
	return []string{v.Text}
}

// A Note reports a repair in a row.
type Note struct {
	Column string // "" for the whole row
	Reason string // constant text, so that reports can count it
	Value  string
}

// A Fault reports why a row is invalid. Reason is a constant text, so that reports can count it.
type Fault struct {
	Reason string
	Detail string
}

// Error returns the reason and the detail.
func (f *Fault) Error() string {
	if f.Detail == "" {
		return f.Reason
	}
	return f.Reason + ": " + f.Detail
}

func faultf(reason, format string, args ...any) *Fault {
	return &Fault{Reason: reason, Detail: fmt.Sprintf(format, args...)}
}

// maxRaw is the maximum length of a row excerpt.
const maxRaw = 500

// excerpt returns the beginning of text as valid UTF-8.
func excerpt(text []byte) string {
	cut := text[:min(len(text), maxRaw)]
	s := strings.ToValidUTF8(strings.TrimRight(string(cut), "\r\n"), "�")
	if len(cut) < len(text) {
		s += "…"
	}
	return s
}
