package lexical

import (
	"slices"
	"strings"
	"unicode"

	"shopfyp.dev/shared/fold"
	"shopfyp.dev/shared/wordset"
)

// rules are the rules that turn a text into the words of a file. A file is read by the rules that it was written by: a
// change of the rules, or of wordset.Stop, needs a new magic number.
type rules struct {
	fold  func(text string) string
	stem  func(word string) string
	split func(words []string, f func(word string, inQuery bool)) // passes on the words to index, and whether queries use them
}

// current are the rules of new files.
var current = rules{fold: foldMeasures, stem: stem, split: splitWords}

// words calls f for every word of text to index. It folds words, removes their endings and skips stop words.
func (r *rules) words(text string, f func(word string)) {
	r.split(r.fields(text), func(w string, _ bool) {
		if !wordset.Stop[w] {
			f(r.stem(w))
		}
	})
}

// fields returns the folded words of text.
func (r *rules) fields(text string) []string { return strings.FieldsFunc(r.fold(text), notInWord) }

func notInWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// Fold returns text in lower case and without accents.
func Fold(text string) string { return fold.Text(text) }

// QueryWords returns the distinct stems of a query, without stop words and filler words.
func QueryWords(query string) (words []string) { return current.queryWords(query) }

func (r *rules) queryWords(query string) (words []string) {
	r.split(r.withoutFiller(query), func(w string, inQuery bool) {
		if w = r.stem(w); inQuery && !slices.Contains(words, w) {
			words = append(words, w)
		}
	})
	return words
}

// Stem returns the stem of a single word.
func Stem(word string) string { return current.stemOf(word) }

// stemOf returns the stem of a single word.
func (r *rules) stemOf(word string) string { return r.stem(r.fold(word)) }

// withoutFiller returns the unstemmed words of a query, without stop words and filler words.
func (r *rules) withoutFiller(query string) []string {
	fields := r.fields(query)
	kept := fields[:0:0]
	for i, w := range fields {
		isUnit := i > 0 && isDigits(fields[i-1]) && w != "in" && units[w].base != "" // "3 m" although "m" is filler
		if isUnit || !wordset.Stop[w] && !wordset.Filler[w] && !wordset.Filler[r.stem(w)] {
			kept = append(kept, w)
		}
	}
	return kept
}
