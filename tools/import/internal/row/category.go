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
	for _, c := range r.cells(mapping.Category) {
		if r.rules.Name != "" && len(path) > 0 {
			break // the other columns of a platform are alternatives
		}
		for _, s := range r.steps(c) {
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

// notCategories are the words with which platforms tell kinds of rows and products apart.
var notCategories = wordMap(map[string]string{
	"kind": "simple variable variation configurable grouped bundle bundled virtual downloadable external affiliate physical digital product variant parent child subscription",
})

// numbersOnly matches the IDs of categories.
var numbersOnly = regexp.MustCompile(`^\d+(?:\s*[,;|]\s*\d+)*$`)

// steps returns the path levels in one column.
func (r *row) steps(c cell) []string {
	list := elements(c.Value)
	if r.audience[c.column] {
		return audiences(list)
	}
	if len(list) == 1 && (numbersOnly.MatchString(list[0]) || r.isKind(c.column, list[0])) {
		return nil
	}
	if r.rules.Category.Between != "" || r.rules.Category.Step != "" {
		return r.longestPath(list)
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

// isKind reports whether a text in a "type" column is the kind of a row.
func (r *row) isKind(column int, text string) bool {
	name := strings.ToLower(r.name(column))
	kinds := strings.FieldsFunc(strings.ToLower(text), func(c rune) bool { return c == ',' || c == ' ' })
	return (name == "type" || strings.HasSuffix(name, "product type") || strings.HasSuffix(name, "product_type")) &&
		!slices.ContainsFunc(kinds, func(k string) bool { return notCategories[k] == "" })
}

// longestPath returns the path with the most steps.
func (r *row) longestPath(list []string) (longest []string) {
	var flat []string
	for _, text := range list {
		for _, path := range split(text, r.rules.Category.Between) {
			steps := r.withoutRoot(split(path, r.rules.Category.Step))
			if len(steps) > len(longest) {
				longest = steps
			}
			if len(steps) == 1 {
				flat = append(flat, steps[0])
			}
		}
	}
	if len(longest) == 1 && r.rules.Category.Joined {
		return flat
	}
	return longest
}

func (r *row) withoutRoot(steps []string) []string {
	for len(steps) > 0 && (steps[0] == "" || slices.Contains(r.rules.Category.Roots, steps[0])) {
		steps = steps[1:]
	}
	return steps
}

// split splits text by a separator, unless it is "".
func split(text, mark string) (parts []string) {
	if mark == "" {
		return []string{strings.TrimSpace(text)}
	}
	for part := range strings.SplitSeq(text, mark) {
		parts = append(parts, strings.TrimSpace(part))
	}
	return parts
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
