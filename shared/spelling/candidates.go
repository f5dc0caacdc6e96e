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
	if one := automaton(word, 1); one != nil { // both searches use it: its construction takes most of the time
		all = append(d.spelledLike(word, 1, one, nil, nil), all...)
		if utf8.RuneCountInString(word) >= minJoined {
			all = append(all, d.joinedLike(word, one)...)
		}
	}
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
	if two := automaton(word, 2); two != nil {
		return d.spelledLike(word, 2, two, first, after(first))
	}
	return all
}

const (
	splitCost = .4 // cost of a missing space
	minJoined = 6  // minimum length of a pair without its space and with a typing error
)

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

// automaton returns an automaton that accepts the words within a distance of word, or nil if the word is too long.
func automaton(word string, distance uint8) vellum.Automaton {
	builders, err := automata()
	if err != nil {
		panic(err) // see recoverDamage
	}
	dfa, err := builders[distance-1].BuildDfa(word, distance)
	if err != nil {
		return nil
	}
	return dfa
}

// spelledLike returns the words that like accepts, all within a distance of word, in the key range from, inclusive, to to,
// exclusive.
func (d *Dictionary) spelledLike(word string, distance int, like vellum.Automaton, from, to []byte) (all []candidate) {
	use := func(meant string, n uint64) {
		if n > 0 { // a word of the catalog
			all = append(all, candidate{[]string{meant}, n, cost(word, meant), distance})
		}
	}
	search(d.words, like, from, to, use)
	if d.added.search != nil {
		search(d.added.search, like, from, to, use)
	}
	return all
}

// joinedLike returns the pairs of words that like accepts without their space, with one typing error.
func (d *Dictionary) joinedLike(word string, like vellum.Automaton) (all []candidate) {
	search(d.pairs, like, nil, nil, func(joined string, value uint64) {
		if n, at := pairOf(value); at < len(joined) && joined != word {
			all = append(all, candidate{[]string{joined[:at], joined[at:]}, n, cost(word, joined) + splitCost, 1})
		}
	})
	return all
}

// search calls f for the keys of a transducer that an automaton accepts, and their values.
func search(in *vellum.FST, like vellum.Automaton, from, to []byte, f func(key string, value uint64)) {
	it, err := in.Search(&bounded{Automaton: like}, from, to)
	for ; err == nil; err = it.Next() {
		key, value := it.Current()
		f(string(key), value)
	}
	if !errors.Is(err, vellum.ErrIteratorDone) {
		panic(err) // see recoverDamage
	}
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
