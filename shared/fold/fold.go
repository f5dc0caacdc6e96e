// Package fold converts text to one spelling per word: lower case, without accents. It does not split or stem words.
package fold

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// letters replaces the Latin letters that have no decomposition in Unicode. Shoppers type them without the mark.
var letters = strings.NewReplacer("ø", "o", "ß", "ss", "ł", "l", "ı", "i", "æ", "ae", "œ", "oe", "đ", "d", "ð", "d", "þ", "th", "ħ", "h")

// Text returns text in lower case and without accents: "Łódź Größe" gives "lodz grosse".
func Text(text string) string {
	text = strings.ToLower(text)
	for i := range len(text) {
		if text[i] >= 0x80 {
			return letters.Replace(strings.ToLower(strings.Map(withoutMarks, norm.NFKD.String(text)))) // "№" decomposes to "No"
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
