package spelling

import (
	"errors"
	"sync"
	"unicode/utf8"

	"github.com/blevesearch/vellum"
	"github.com/blevesearch/vellum/levenshtein"
)

// A candidate is a possible correction of a word.
type candidate struct {
	words    []string // one word, or the two halves of a split word
	count    uint64   // number of products with the words
	cost     float64  // of the typing errors
	distance int      // number of typing errors
}

// maxDistance returns the number of typing errors that are corrected in a word.
func maxDistance(word string) int {
	switch n := utf8.RuneCountInString(word); {
	case n < 4:
		return 0
	case n <= 7:
		return 1
	}
	return 2
}

// candidates returns the possible corrections of an unknown word, in no particular order.
func (d *Dictionary) candidates(word string) (all []candidate) {
	if n, at := d.pair(word); n > 0 && at > 0 {
		all = append(all, candidate{[]string{word[:at], word[at:]}, n, splitCost, 1})
	}
	most := maxDistance(word)
	if most == 0 {
		return all
	}
	all = d.spelledLike(all, word, 1, nil, nil)
	respelled(word, func(w string) {
		if n, _ := d.count(w); n > 0 {
			all = append(all, candidate{[]string{w}, n, min(cost(word, w), anyError), 1})
		}
	})
	if most == 1 || len(all) > 0 {
		return all
	}
	// The search for two errors is slower: it reads only the words with the same first letter.
	_, size := utf8.DecodeRuneInString(word)
	first := []byte(word[:size])
	return d.spelledLike(all, word, 2, first, after(first))
}

// splitCost is the cost of a missing space.
const splitCost = .4

// after returns the first key after all keys that begin with prefix.
func after(prefix []byte) []byte {
	end := append([]byte(nil), prefix...)
	end[len(end)-1]++ // the last byte of UTF-8 is never 0xff
	return end
}

// automata builds automata for one and for two typing errors. A transposition is one error.
var automata = sync.OnceValues(func() (all [2]*levenshtein.LevenshteinAutomatonBuilder, err error) {
	for i := range all {
		if all[i], err = levenshtein.NewLevenshteinAutomatonBuilder(uint8(i+1), true); err != nil {
			return all, err
		}
	}
	return all, nil
})

// spelledLike appends the words within a distance of word, in the key range from, inclusive, to to, exclusive.
func (d *Dictionary) spelledLike(all []candidate, word string, distance uint8, from, to []byte) []candidate {
	builders, err := automata()
	if err != nil {
		panic(err) // see recoverDamage
	}
	dfa, err := builders[distance-1].BuildDfa(word, distance)
	if err != nil {
		return all // the word is too long for an automaton
	}
	it, err := d.words.Search(&bounded{Automaton: dfa}, from, to)
	for ; err == nil; err = it.Next() {
		if key, n := it.Current(); n > 0 { // a word of the catalog
			meant := string(key)
			all = append(all, candidate{[]string{meant}, n, cost(word, meant), int(distance)})
		}
	}
	if !errors.Is(err, vellum.ErrIteratorDone) {
		panic(err) // see recoverDamage
	}
	return all
}

// maxSteps bounds a search. A damaged file can contain a cycle, in which the library would search forever.
const maxSteps = 1 << 22

// bounded is an automaton that panics after maxSteps.
type bounded struct {
	vellum.Automaton
	steps int
}

// Accept implements vellum.Automaton.
func (b *bounded) Accept(state int, input byte) int {
	if b.steps++; b.steps > maxSteps {
		panic("search does not end") // see recoverDamage
	}
	return b.Automaton.Accept(state, input)
}
