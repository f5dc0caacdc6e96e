package lexical

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// legacy are the rules of files of the first version. Instances read them until the next build replaces them.
var legacy = rules{fold: legacyFold, stem: legacyStem, split: func(words []string, f func(string, bool)) {
	for _, w := range words {
		f(w, true)
	}
}}

func legacyFold(text string) string {
	text = strings.ToLower(text)
	for i := range len(text) {
		if text[i] >= 0x80 {
			return strings.Map(withoutMarks, norm.NFKD.String(text))
		}
	}
	return text
}

// withoutMarks is a mapping for strings.Map that drops combining marks.
func withoutMarks(r rune) rune {
	if unicode.Is(unicode.Mn, r) {
		return -1
	}
	return r
}

func legacyStem(w string) string {
	switch {
	case len(w) > 4 && strings.HasSuffix(w, "ies"):
		return w[:len(w)-3] + "y"
	case len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss"):
		return w[:len(w)-1]
	}
	return w
}
