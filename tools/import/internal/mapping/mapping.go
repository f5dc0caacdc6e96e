package mapping

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// ErrNoTitle means that the table has no title column.
var ErrNoTitle = errors.New("no title column found")

// A Mapping maps fields to the indexes of columns. The columns of a field are in order of preference. A category path,
// a description and a list of images use all their columns. Most other fields use the first column that is not empty.
type Mapping struct {
	Columns  map[Field][]int
	Options  []Option
	Own      bool     // rows are catalog.Products in JSON, with prices in minor units and category paths as lists
	Platform string   // name of the recognized platform, or ""
	Rules    Platform // how the platform writes values and variants; zero for an unknown table
	names    []string
}

// An Option is a pair of columns with the name and the value of an option, such as "Size" and "M".
type Option struct {
	Name  int    // column, or -1
	Label string // the name without a Name column
	Value int    // column
}

// Overrides map a field to the names of its columns, separated by commas, or to "" for no column. Column names are
// not case-sensitive.
type Overrides map[Field]string

// ParseOverride reads "field=column,column" into o.
func (o Overrides) ParseOverride(s string) error {
	name, columns, ok := strings.Cut(s, "=")
	field := Field(strings.TrimSpace(name))
	if !ok {
		return fmt.Errorf("%q does not have the form FIELD=COLUMN", s)
	}
	if !slices.Contains(Fields, field) {
		return fmt.Errorf("unknown field %q; the fields are %s", field, list(Fields))
	}
	o[field] = strings.TrimSpace(columns)
	return nil
}

// Resolve guesses the fields of columns and then applies the corrections. A column in a correction fills no other
// field. Resolve returns an error for an unknown column, and an error that wraps ErrNoTitle if no column is a title.
func Resolve(columns []string, corrections Overrides) (*Mapping, error) {
	chosen := map[Field][]int{}
	var taken []int
	for field, names := range corrections {
		places, err := find(columns, names)
		if err != nil {
			return nil, fmt.Errorf("--map %s=%s: %w (columns: %s)", field, names, err, quoted(columns))
		}
		chosen[field] = places
		taken = append(taken, places...)
	}
	free := func(column int) bool { return !slices.Contains(taken, column) }
	m := &Mapping{Own: isOwn(columns), names: columns}
	if p := recognize(columns); p != nil {
		m.usePlatform(p, free)
	} else {
		m.guess(free)
	}
	for field, places := range chosen {
		m.Columns[field] = places
	}
	m.pairOptions()
	if len(m.Columns[Title]) == 0 {
		return nil, fmt.Errorf("%w: choose one with --map title=COLUMN (columns: %s)", ErrNoTitle, quoted(columns))
	}
	return m, nil
}

// guess fills the fields of an unknown table.
func (m *Mapping) guess(free func(column int) bool) {
	found := slices.DeleteFunc(guess(m.names), func(f match) bool { return !free(f.column) })
	m.Columns = assign(found, m.names)
}

// find returns the indexes of the named columns. It first looks for a single column with commas in its name.
func find(columns []string, names string) ([]int, error) {
	if names == "" {
		return nil, nil
	}
	if i := place(columns, names); i >= 0 {
		return []int{i}, nil
	}
	var places []int
	for name := range strings.SplitSeq(names, ",") {
		i := place(columns, strings.TrimSpace(name))
		if i < 0 {
			return nil, fmt.Errorf("no column %q", strings.TrimSpace(name))
		}
		places = append(places, i)
	}
	return places, nil
}

// place returns the index of the column, or -1. It prefers an exact match to a match that ignores case.
func place(columns []string, name string) int {
	if i := slices.Index(columns, name); i >= 0 {
		return i
	}
	return slices.IndexFunc(columns, func(c string) bool { return strings.EqualFold(c, name) })
}

// Name returns the name of a column.
func (m *Mapping) Name(column int) string { return m.names[column] }

// IsAudience reports whether a column holds the audience of a product, such as its gender or age group.
func (m *Mapping) IsAudience(column int) bool {
	best, ok := bestMatch(words(m.names[column]))
	return ok && best.field == Category && best.rank == audience
}

// Unused returns the names of the columns that fill no field.
func (m *Mapping) Unused() []string {
	var unused []string
	for i, name := range m.names {
		used := false
		for _, places := range m.Columns {
			used = used || slices.Contains(places, i)
		}
		if !used {
			unused = append(unused, name)
		}
	}
	return unused
}

// Lines describes the mapping, one field per line.
func (m *Mapping) Lines() []string {
	width := 12
	for f, places := range m.Columns {
		if len(places) > 0 {
			width = max(width, len(f))
		}
	}
	var lines []string
	for _, f := range Fields {
		if places := m.Columns[f]; len(places) > 0 {
			lines = append(lines, fmt.Sprintf("%-*s ← %s", width, f, m.describe(f, places)))
		}
	}
	if unused := m.Unused(); len(unused) > 0 {
		lines = append(lines, fmt.Sprintf("%-*s   %s", width, "not used", strings.Join(unused, ", ")))
	}
	return lines
}

func (m *Mapping) describe(f Field, places []int) string {
	var names []string
	for _, i := range places {
		name := m.names[i]
		if c := NamedCurrency(name); c != "" && slices.Contains(PriceFields, f) {
			name += " (" + c + ")"
		}
		if m.Own && slices.Contains(PriceFields, f) {
			name += " (minor units)"
		}
		names = append(names, name)
	}
	switch {
	case f == Category && m.Platform == "":
		return strings.Join(names, " > ")
	case several[f] && f != Category:
		return strings.Join(names, " + ")
	}
	return strings.Join(names, ", else ")
}

func quoted(columns []string) string {
	var all []string
	for _, c := range columns {
		all = append(all, fmt.Sprintf("%q", c))
	}
	return strings.Join(all, ", ")
}

func list(fields []Field) string {
	var all []string
	for _, f := range fields {
		all = append(all, string(f))
	}
	return strings.Join(all, ", ")
}
