package spelling

import (
	"fmt"

	"github.com/blevesearch/vellum"
)

// added are words that a Dictionary has in addition to its file.
type added struct {
	words  map[string]uint64 // number of products with the word
	search *vellum.FST       // the same words; nil if there are none
}

// Unknown returns the distinct words of texts that are not in the dictionary and could be.
func (d *Dictionary) Unknown(texts ...string) (words []string, err error) {
	if d.data == nil {
		return nil, ErrClosed
	}
	defer recoverDamage(&err)
	seen := make(map[string]bool)
	for _, text := range texts {
		for _, t := range tokens(text) {
			if isPlain(t.word) && !seen[t.word] && !d.hasWord(t.word) {
				words = append(words, string([]byte(t.word))) // a copy, so that the word does not keep the whole text in memory
			}
			seen[t.word] = true
		}
	}
	return words, nil
}

// With returns a dictionary that also has the given words, with the number of products of each. It shares the file of d:
// do not close it, and do not use it after d is closed.
func (d *Dictionary) With(words map[string]uint64) (*Dictionary, error) {
	if d.data == nil {
		return nil, ErrClosed
	}
	if len(words) == 0 {
		return d, nil
	}
	data, err := transducer(words)
	if err != nil {
		return nil, fmt.Errorf("words of changed products: %w", err)
	}
	with := *d
	with.added.words = words
	if with.added.search, err = vellum.Load(data); err != nil {
		return nil, fmt.Errorf("words of changed products: %w", err)
	}
	return &with, nil
}
