package wordpiece

import (
	"slices"
	"unicode"
)

// minWord is the minimum length of a whole word in bytes. Shorter pieces are mostly letters and syllables.
const minWord = 3

// Words returns the pieces that are whole words, in alphabetical order: the words that were frequent in the texts from
// which the vocabulary was learned.
func (t *Tokenizer) Words() (all []string) {
	for piece := range t.vocab.first {
		if len(piece) >= minWord && isWord(piece) {
			all = append(all, piece)
		}
	}
	slices.Sort(all)
	return all
}

func isWord(piece string) bool {
	for _, r := range piece {
		if !unicode.IsLetter(r) {
			return false
		}
	}
	return true
}
