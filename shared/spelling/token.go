package spelling

import (
	"unicode"

	"shopfyp.dev/shared/fold"
	"shopfyp.dev/shared/wordset"
)

// A token is a word of a text.
type token struct {
	from, to int    // position in the text, in bytes
	word     string // folded
}

// tokens returns the words of a text: its runs of letters and digits.
func tokens(text string) (all []token) {
	from := -1
	for i, r := range text {
		switch {
		case isWordRune(r):
			if from < 0 {
				from = i
			}
		case from >= 0:
			all = append(all, token{from, i, fold.Text(text[from:i])})
			from = -1
		}
	}
	if from >= 0 {
		all = append(all, token{from, len(text), fold.Text(text[from:])})
	}
	return all
}

func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

// maxWord is the maximum length of a word in bytes. Longer words are neither stored nor corrected.
const maxWord = 32

// isPlain reports whether a folded word can be stored and corrected: letters of an alphabet that puts spaces between
// words. Words with digits are model numbers and sizes, in which each character counts.
func isPlain(word string) bool {
	if word == "" || len(word) > maxWord {
		return false
	}
	for _, r := range word {
		if !unicode.IsLetter(r) || unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) {
			return false
		}
	}
	return true
}

// isFunction reports whether a word carries no meaning by itself.
func isFunction(word string) bool { return wordset.Stop[word] || wordset.Filler[word] }
