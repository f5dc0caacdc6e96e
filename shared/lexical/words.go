package lexical

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"shopfyp.dev/shared/wordset"
)

// eachWord calls f for every word of text to index. It converts words to lower case, removes accents and plural
// endings, and skips stop words. Files depend on these rules: a change needs a new magic number.
func eachWord(text string, f func(word string)) {
	for w := range strings.FieldsFuncSeq(Fold(text), notInWord) {
		if !wordset.Stop[w] {
			f(stem(w))
		}
	}
}

func notInWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// Fold returns text in lower case and without accents.
func Fold(text string) string {
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

// stem removes plural endings with simple rules.
func stem(w string) string {
	switch {
	case len(w) > 4 && strings.HasSuffix(w, "ies"):
		return w[:len(w)-3] + "y"
	case len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss"):
		return w[:len(w)-1]
	}
	return w
}

// QueryWords returns the distinct stems of a query, without stop words and filler words.
func QueryWords(query string) (words []string) {
	for _, w := range withoutFiller(query) {
		if w = stem(w); !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	return words
}

// withoutFiller returns the unstemmed words of a query, without stop words and filler words.
func withoutFiller(query string) (words []string) {
	for w := range strings.FieldsFuncSeq(Fold(query), notInWord) {
		if !wordset.Stop[w] && !wordset.Filler[w] && !wordset.Filler[stem(w)] {
			words = append(words, w)
		}
	}
	return words
}
