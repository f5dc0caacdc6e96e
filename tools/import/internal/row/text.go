package row

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/tools/import/internal/mapping"
	"shopfyp.dev/tools/import/internal/table"
)

// maxLabel is the maximum length of a brand, a color or a category level, in bytes.
const maxLabel = 200

// title returns the title on one line. Placeholders such as "None" are valid titles.
func (r *row) title() string {
	sources := [][]table.Value{r.values, r.parent}
	if r.isVariant() && r.stated(r.filled(r.values, mapping.Visibility), mapping.Visibility) == catalog.Hidden {
		slices.Reverse(sources) // shoppers know such a variant only by the name of its parent
	}
	for _, values := range sources {
		for _, i := range r.columns[mapping.Title] {
			if i >= len(values) || r.isOptions(i, values[i]) {
				continue
			}
			for _, s := range values[i].Strings() {
				if s = oneLine(s); s != "" {
					return r.cut(mapping.Title, s, catalog.MaxTitleBytes)
				}
			}
		}
	}
	return ""
}

// isOptions reports whether the title column of a variant holds its options, such as "[RB]Size=M".
func (r *row) isOptions(column int, v table.Value) bool {
	return r.isVariant() && strings.HasPrefix(v.Text, "[") && slices.Contains(r.columns[mapping.OptionPairs], column)
}

// label returns a short text on one line.
func (r *row) label(f mapping.Field) string {
	return r.cut(f, oneLine(r.text(f)), maxLabel)
}

// description joins the texts of all description columns, separated by blank lines.
func (r *row) description() string {
	var parts []string
	for _, c := range r.cells(mapping.Description) {
		part := prose(strings.Join(elements(c.Value), "\n"))
		if part != "" && !slices.Contains(parts, part) {
			parts = append(parts, part)
		}
	}
	return r.cut(mapping.Description, strings.Join(parts, "\n\n"), catalog.MaxDescriptionBytes)
}

// cut truncates s to the maximum number of bytes and adds a warning.
func (r *row) cut(f mapping.Field, s string, most int) string {
	if len(s) <= most {
		return s
	}
	r.warn(f, "too long: truncated", s)
	for !utf8.RuneStart(s[most]) {
		most--
	}
	return strings.TrimSpace(s[:most])
}

// isNull reports whether s is empty or a common placeholder for an empty value.
func isNull(s string) bool {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "", "na", "n/a", "#n/a", "nan", "null", "none", "nil", `\n`, "-", "--":
		return true
	}
	return false
}

// oneLine returns s without markup, on one line, with single spaces.
func oneLine(s string) string {
	return strings.Join(strings.Fields(visible(stripHTML(s))), " ")
}

// prose returns s without markup and without consecutive blank lines.
func prose(s string) string {
	var lines []string
	for line := range strings.Lines(visible(stripHTML(s))) {
		line = strings.Join(strings.Fields(line), " ")
		if line != "" || len(lines) > 0 && lines[len(lines)-1] != "" {
			lines = append(lines, line)
		}
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// visible removes invisible characters except white space.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && !unicode.IsSpace(r) || r == '\ufeff' || r == '\u200b' || r == '\u00ad' {
			return -1
		}
		return r
	}, s)
}
