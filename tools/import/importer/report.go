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

// A Report counts the rows of a source:
// Rows = Imported() + Unstored + Parts + Duplicates + Rejected.
type Report struct {
	Source     string
	Rows       int
	New        int
	Updated    int
	Unchanged  int // already stored with the same content
	Resumed    int // skipped, because the interrupted import stored them
	Unstored   int // valid, but not stored because of a dry run or an error
	NotOffered int // of the products: drafts and hidden products, which are stored but appear nowhere
	Parts      int // part of the product of another row, such as a second image
	Duplicates int // same ID as an earlier row
	Rejected   int

	RejectedFor []Tally // rejected rows by reason, most frequent reason first
	Warnings    []Tally // ignored and repaired values, including those of duplicates
	Note        string  // a remark, or ""
	DryRun      bool    // nothing was stored on purpose
}

// A Tally counts rows with the same problem.
type Tally struct {
	Field   string // field or column; "" for the whole row
	Reason  string
	Count   int
	Line    int    // of the first row
	Example string // the value in the first row
}

// Imported returns the number of rows that the store now contains.
func (r *Report) Imported() int { return r.New + r.Updated + r.Unchanged + r.Resumed }

// Print writes the report as a readable table.
func (r *Report) Print(w io.Writer) {
	fmt.Fprintf(w, "%s\n", r.Source)
	unstored := "  not stored"
	if r.DryRun {
		unstored = "  products to store"
	}
	for _, n := range []struct {
		name   string
		count  int
		always bool
	}{
		{"rows", r.Rows, true},
		{"  new", r.New, !r.DryRun}, {"  updated", r.Updated, !r.DryRun}, {"  unchanged", r.Unchanged, !r.DryRun},
		{"  stored before the interruption", r.Resumed, false}, {unstored, r.Unstored, r.DryRun},
		{"  part of another product", r.Parts, false},
		{"  duplicates", r.Duplicates, true}, {"  rejected", r.Rejected, true},
		{"of the products, not offered", r.NotOffered, false},
	} {
		if n.always || n.count > 0 {
			fmt.Fprintf(w, "  %-34s %9d\n", n.name, n.count)
		}
	}
	printTallies(w, "rejected", r.RejectedFor)
	printTallies(w, "values ignored or repaired (the rows were imported)", r.Warnings)
	if r.Note != "" {
		fmt.Fprintf(w, "  %s\n", r.Note)
	}
}

func printTallies(w io.Writer, heading string, tallies []Tally) {
	if len(tallies) > 0 {
		fmt.Fprintf(w, "  %s\n", heading)
	}
	for _, t := range tallies {
		problem := t.Reason
		if t.Field != "" {
			problem = t.Field + ": " + t.Reason
		}
		fmt.Fprintf(w, "    %9d  %s (line %d", t.Count, problem, t.Line)
		if t.Example != "" {
			fmt.Fprintf(w, ": %q", t.Example)
		}
		fmt.Fprintln(w, ")")
	}
}

// tallies counts problems by field and reason.
type tallies map[[2]string]*Tally

// maxTallies limits the number of distinct problems. They include column names, which come from the file.
const maxTallies = 1000

// maxExample is the maximum length of an example in bytes.
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

// plural returns the number with the noun, such as "1 product" or "2 products".
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
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

// sorted returns the tallies in order of field, then of descending count.
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
