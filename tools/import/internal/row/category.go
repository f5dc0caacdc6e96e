package row

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/tools/import/internal/mapping"
)

// pathMarks match the separators of a path. A text is split by the first one that it contains.
var pathMarks = []*regexp.Regexp{
	regexp.MustCompile(`\s*(?:>+|»|›|→)\s*`),
	regexp.MustCompile(`\s*\|\s*`),
	regexp.MustCompile(`\s*::\s*`),
	regexp.MustCompile(`\s+/\s+`),
}

// category joins all category columns into one path without duplicate levels.
func (r *row) category() []string {
	var path []string
	for _, i := range r.columns[mapping.Category] {
		for _, s := range r.steps(i) {
			s = oneLine(s)
			same := func(t string) bool { return strings.EqualFold(s, t) }
			switch {
			case isNull(s) || slices.ContainsFunc(path, same):
			case len(s) > maxLabel:
				r.warn(mapping.Category, "category level too long: ignored", s)
			default:
				path = append(path, s)
			}
		}
	}
	if len(path) > catalog.MaxCategorySteps {
		r.warn(mapping.Category, "too many category levels: the last are ignored", strings.Join(path, " > "))
		path = path[:catalog.MaxCategorySteps]
	}
	return path
}

// steps returns the path levels in one column.
func (r *row) steps(column int) []string {
	list := elements(r.values[column])
	if r.audience[column] {
		return audiences(list)
	}
	if len(list) != 1 || r.own || !strings.ContainsAny(list[0], ">»›→|:/") {
		return list
	}
	for _, mark := range pathMarks {
		if mark.MatchString(list[0]) {
			return mark.Split(list[0], -1)
		}
	}
	return list
}

// audiences replaces abbreviations of genders with words.
func audiences(list []string) []string {
	letters := map[string]string{"F": "Women", "W": "Women", "M": "Men", "U": "Unisex"}
	var all []string
	for _, s := range list {
		all = append(all, cmp.Or(letters[strings.ToUpper(strings.TrimSpace(s))], s))
	}
	return all
}
