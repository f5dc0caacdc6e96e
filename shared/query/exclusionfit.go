package query

import "strings"

// ExclusionFit compares a product's title with the exclusions. It returns 1 if the title says that the product lacks
// an excluded thing, -1 if the title only mentions one, and 0 otherwise.
func (f *Filters) ExclusionFit(title string) int {
	if len(f.Exclusions) == 0 {
		return 0
	}
	text := spaced(title)
	fit := 0
	for _, thing := range f.Exclusions {
		x := strings.TrimSpace(spaced(thing))
		singular := strings.TrimSuffix(x, "s")
		switch {
		case x == "":
		case denies(text, x), denies(text, singular):
			return 1
		case strings.Contains(text, " "+x+" "), strings.Contains(text, " "+singular+" "):
			fit = -1
		}
	}
	return fit
}

// denies reports whether a title says that the product lacks thing. text is the title after spaced.
func denies(text, thing string) bool {
	for _, d := range []string{" without ", " w o ", " no ", " non ", " free of ", " free from ", " zero "} {
		if strings.Contains(text, d+thing+" ") || strings.Contains(text, d+thing+"s ") {
			return true
		}
	}
	return strings.Contains(text, " "+thing+" free ") || strings.Contains(text, " "+thing+"less ")
}

// spaced returns the words of text in lower case, with a space before and after each.
func spaced(text string) string {
	fields := strings.FieldsFunc(strings.ToLower(text), isSeparator)
	return " " + strings.Join(fields, " ") + " "
}
