package lexical

import (
	"strconv"
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
		if i+1 < len(words) && isDigits(w) {
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

// A measure is a base unit, and how many of them a unit is.
type measure struct {
	base   string
	factor int
}

// units maps units to their base units.
var units = map[string]measure{
	"mm": {"mm", 1}, "cm": {"mm", 10}, "m": {"mm", 1000}, "meter": {"mm", 1000}, "meters": {"mm", 1000}, "metre": {"mm", 1000}, "metres": {"mm", 1000},
	"ml": {"ml", 1}, "cl": {"ml", 10}, "l": {"ml", 1000}, "liter": {"ml", 1000}, "liters": {"ml", 1000}, "litre": {"ml", 1000}, "litres": {"ml", 1000},
	"mg": {"mg", 1}, "g": {"mg", 1000}, "kg": {"mg", 1000_000}, "gram": {"mg", 1000}, "grams": {"mg", 1000},
	"mb": {"mb", 1}, "gb": {"gb", 1}, "tb": {"tb", 1},
	"inch": {"inch", 1}, "inches": {"inch", 1}, "ft": {"inch", 12}, "foot": {"inch", 12}, "feet": {"inch", 12},
	"oz": {"oz", 1}, "ounce": {"oz", 1}, "ounces": {"oz", 1}, "lb": {"oz", 16}, "lbs": {"oz", 16},
	"w": {"w", 1}, "watt": {"w", 1}, "watts": {"w", 1}, "v": {"v", 1}, "volt": {"v", 1}, "volts": {"v", 1}, "mah": {"mah", 1}, "hz": {"hz", 1},
}

// maxQuantity is the maximum number of a quantity. Larger ones are no measures.
const maxQuantity = 1_000_000

// quantity returns the word of a number with a unit: "3000mm" for 3 m and for 300 cm.
func quantity(number, name string) (string, bool) {
	u, ok := units[name]
	n, err := strconv.Atoi(number)
	if !ok || err != nil || n > maxQuantity {
		return "", false
	}
	return strconv.Itoa(n*u.factor) + u.base, true
}

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
