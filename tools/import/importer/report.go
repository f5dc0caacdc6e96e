package importer

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// A Report accounts for every row of a source:
// Rows = Imported() + Duplicates + Rejected + Unstored.
type Report struct {
	Source     string
	Rows       int
	New        int
	Updated    int
	Unchanged  int // stored before just so, and left untouched
	Resumed    int // stored by the interrupted import that this one resumes, and skipped
	Unstored   int // good, but not stored: a dry run, or an error came first
	Duplicates int // with the ID of an earlier row
	Rejected   int

	RejectedFor []Tally // Rejected by reason, the most frequent first
	Warnings    []Tally // what was left out of rows, or repaired in them; duplicates are looked at too
	Note        string  // what else is to be said, or ""
}

// A Tally counts rows that have the same thing wrong.
type Tally struct {
	Field   string // or column; "" for the whole row
	Reason  string
	Count   int
	Line    int    // of the first
	Example string // what the first holds
}

// Imported returns how many rows are in the store now.
func (r *Report) Imported() int { return r.New + r.Updated + r.Unchanged + r.Resumed }

// Print writes the report as a table for people.
func (r *Report) Print(w io.Writer) {
	fmt.Fprintf(w, "%s\n", r.Source)
	for _, n := range []struct {
		name   string
		count  int
		always bool
	}{
		{"rows", r.Rows, true},
		{"  new", r.New, true}, {"  updated", r.Updated, true}, {"  unchanged", r.Unchanged, true},
		{"  stored before the interruption", r.Resumed, false}, {"  not stored", r.Unstored, false},
		{"  duplicates", r.Duplicates, true}, {"  rejected", r.Rejected, true},
	} {
		if n.always || n.count > 0 {
			fmt.Fprintf(w, "  %-34s %9d\n", n.name, n.count)
		}
	}
	printTallies(w, "rejected", r.RejectedFor)
	printTallies(w, "left out or repaired (the rows were kept)", r.Warnings)
	if r.Note != "" {
		fmt.Fprintf(w, "  %s\n", r.Note)
	}
}

func printTallies(w io.Writer, heading string, tallies []Tally) {
	if len(tallies) > 0 {
		fmt.Fprintf(w, "  %s\n", heading)
	}
	for _, t := range tallies {
		what := t.Reason
		if t.Field != "" {
			what = t.Field + ": " + t.Reason
		}
		fmt.Fprintf(w, "    %9d  %s (line %d", t.Count, what, t.Line)
		if t.Example != "" {
			fmt.Fprintf(w, ": %q", t.Example)
		}
		fmt.Fprintln(w, ")")
	}
}

// tallies count as rows come.
type tallies map[[2]string]*Tally

// maxTallies bounds how many kinds are told apart: columns' names are in them.
const maxTallies = 1000

// maxExample is how much of a value a Tally shows, in bytes.
const maxExample = 60

func (ts tallies) add(field, reason, example string, line int) {
	key := [2]string{field, reason}
	if ts[key] == nil && len(ts) >= maxTallies {
		key = [2]string{"", "other"}
	}
	if ts[key] == nil {
		ts[key] = &Tally{Field: key[0], Reason: key[1], Line: line, Example: shorten(example)}
	}
	ts[key].Count++
}

func shorten(s string) string {
	if len(s) <= maxExample {
		return s
	}
	n := maxExample
	for !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + "…"
}

// sorted returns the tallies by field, then the most frequent first.
func (ts tallies) sorted() []Tally {
	var all []Tally
	for t := range maps.Values(ts) {
		all = append(all, *t)
	}
	slices.SortFunc(all, func(a, b Tally) int {
		return cmp.Or(strings.Compare(a.Field, b.Field), b.Count-a.Count, strings.Compare(a.Reason, b.Reason))
	})
	return all
}
