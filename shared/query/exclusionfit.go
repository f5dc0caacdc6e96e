package query

import (
	"strings"
	"unicode"
)

// ExclusionFit is 1 where a product's title says that it lacks something that is not wanted, -1 where it names such a
// thing and nothing denies it, else 0.
func (w *Filters) ExclusionFit(title string) int {
	if len(w.Exclusions) == 0 {
		return 0
	}
	text := spaced(title)
	fit := 0
	for _, thing := range w.Exclusions {
		x := strings.TrimSpace(spaced(thing))
		one := strings.TrimSuffix(x, "s")
		switch {
		case x == "":
		case denies(text, x), denies(text, one):
			return 1
		case strings.Contains(text, " "+x+" "), strings.Contains(text, " "+one+" "):
			fit = -1
		}
	}
	return fit
}

// denies reports whether a text, spaced, says that there is none of something.
func denies(text, thing string) bool {
	for _, d := range []string{" without ", " w o ", " no ", " non ", " free of ", " free from ", " zero "} {
		if strings.Contains(text, d+thing+" ") || strings.Contains(text, d+thing+"s ") {
			return true
		}
	}
	return strings.Contains(text, " "+thing+" free ") || strings.Contains(text, " "+thing+"less ")
}

// spaced returns a text's words in lower case, a space before and behind each.
func spaced(text string) string {
	fields := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return " " + strings.Join(fields, " ") + " "
}
