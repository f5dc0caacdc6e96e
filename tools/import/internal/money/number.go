package money

import (
	"slices"
	"strings"
	"unicode"
)

// splitNumber splits a number such as "12,34,567.89" into "1234567" and "89". With pointGroups, a single point
// before three digits is a thousands separator.
func splitNumber(s string, pointGroups bool) (whole, fraction string, ok bool) {
	s = strings.Map(normalizeGap, s)
	group, decimal := separators(s, pointGroups)
	if decimal != "" {
		s, fraction, _ = strings.Cut(s, decimal)
		if !isDigits(fraction) {
			return "", "", false
		}
	}
	groups := []string{s}
	if group != "" {
		groups = strings.Split(s, group)
	}
	return strings.Join(groups, ""), fraction, areGroups(groups)
}

// normalizeGap maps every space and apostrophe to the same apostrophe. All of them can separate groups of digits.
func normalizeGap(r rune) rune {
	if unicode.IsSpace(r) || r == '’' {
		return '\''
	}
	return r
}

// separators returns the thousands separator and the decimal separator of s, or "" for a separator that s lacks.
func separators(s string, pointGroups bool) (group, decimal string) {
	points, commas := strings.Count(s, "."), strings.Count(s, ",")
	switch {
	case strings.Contains(s, "'") && points+commas == 0:
		return "'", ""
	case strings.Contains(s, "'"):
		return "'", s[strings.LastIndexAny(s, ".,"):][:1]
	case points > 0 && commas > 0 && strings.LastIndex(s, ".") > strings.LastIndex(s, ","):
		return ",", "."
	case points > 0 && commas > 0:
		return ".", ","
	case commas > 1 || threeFollow(s, ","):
		return ",", ""
	case points > 1 || pointGroups && threeFollow(s, "."):
		return ".", ""
	case commas == 1:
		return "", ","
	case points == 1:
		return "", "."
	}
	return "", ""
}

// threeFollow reports whether mark can be a thousands separator. It must follow one to three digits other than "0" and
// precede three digits.
func threeFollow(s, mark string) bool {
	head, tail, ok := strings.Cut(s, mark)
	return ok && len(tail) == 3 && len(head) <= 3 && head != "0"
}

// areGroups reports whether groups are groups of three digits, or Indian groups of two digits with a last group of three.
func areGroups(groups []string) bool {
	if slices.ContainsFunc(groups, func(g string) bool { return !isDigits(g) }) {
		return false
	}
	last := len(groups) - 1
	if last == 0 {
		return true
	}
	if len(groups[0]) > 3 || len(groups[last]) != 3 {
		return false
	}
	inner := groups[1:last]
	return !slices.ContainsFunc(inner, func(g string) bool { return len(g) != len(inner[0]) || len(g) < 2 || len(g) > 3 })
}

func isDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}
