package lexical

import (
	"strings"
	"unicode"
)

// splitWords passes on the words of a text to index. A quantity is one word, however it is written: "16 GB", "16gb". A name
// with a number is two words: "iPhone14", "iPhone 14". Text in a script without spaces gives its pairs of characters.
func splitWords(words []string, f func(word string, inQuery bool)) {
	for i := 0; i < len(words); i++ {
		w := words[i]
		if i > 0 && isDigits(words[i-1]) { // perhaps decimals: "1.5 l" is not 5 l
			f(w, true)
			continue
		}
		if i+1 < len(words) && isDigits(w) && words[i+1] != "in" { // "3 in 1"
			if q, ok := quantity(w, words[i+1]); ok {
				f(q, true)
				f(w, false) // a query for the number alone finds it too
				i++
				continue
			}
		}
		splitWord(w, f)
	}
}

// splitWord passes on the parts of one word.
func splitWord(w string, f func(word string, inQuery bool)) {
	if isUnspaced(w) {
		eachPair(w, f)
		return
	}
	digits := strings.IndexAny(w, "0123456789")
	letters := strings.IndexFunc(w, func(r rune) bool { return !isNumeral(r) })
	switch {
	case digits == 0 && letters > 0:
		if whole, rest, ok := strings.Cut(w, "d"); ok && isDigits(whole) && rest != "" && isNumeral(rune(rest[0])) { // "15d6inch"
			f(w, true)
			f(whole, false)
			f(rest[:strings.IndexFunc(rest+" ", func(r rune) bool { return !isNumeral(r) })], false)
			return
		}
		if q, ok := quantity(w[:letters], w[letters:]); ok {
			f(q, true)
			f(w[:letters], false)
			return
		}
	case isNumbered(w):
		f(w, false)
		f(w[:digits], true)
		f(w[digits:], true)
		return
	}
	f(w, true)
}

// isNumbered reports whether a word is a name with a number: at least three letters and at most four digits. Shoppers put
// a space between them or not, as in "spf50".
func isNumbered(w string) bool {
	digits := strings.IndexAny(w, "0123456789")
	return digits >= 3 && len(w)-digits <= 4 && isDigits(w[digits:])
}

// isDigits reports whether a word is a number.
func isDigits(w string) bool {
	return w != "" && !strings.ContainsFunc(w, func(r rune) bool { return !isNumeral(r) })
}

func isNumeral(r rune) bool { return r >= '0' && r <= '9' }

// isUnspaced reports whether a word is in a script that puts no spaces between words.
func isUnspaced(w string) bool {
	return strings.ContainsFunc(w, func(r rune) bool {
		return r >= 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
	})
}

// eachPair passes on the pairs of adjacent characters, or a single character.
func eachPair(w string, f func(word string, inQuery bool)) {
	chars := []rune(w)
	if len(chars) == 1 {
		f(w, true)
	}
	for i := 1; i < len(chars); i++ {
		f(string(chars[i-1:i+1]), true)
	}
}
