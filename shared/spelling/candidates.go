package spelling

import (
	"errors"
	"unicode/utf8"

	"github.com/blevesearch/vellum"
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
	all = append(d.spelledLike(word, 1, ""), all...)
	if utf8.RuneCountInString(word) >= minJoined {
		all = append(all, d.joinedLike(word)...)
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
	return d.spelledLike(word, 2, word[:size])
}

const (
	splitCost = .4 // cost of a missing space
	minJoined = 6  // minimum length of a pair without its space and with a typing error
)

// spelledLike returns the words within a distance of word that begin with start.
func (d *Dictionary) spelledLike(word string, distance int, start string) (all []candidate) {
	use := func(meant string, n uint64) {
		if n > 0 { // a word of the catalog
			all = append(all, candidate{[]string{meant}, n, cost(word, meant), distance})
		}
	}
	search(d.words, newAutomaton(word, distance, start), use)
	if d.added.search != nil {
		search(d.added.search, newAutomaton(word, distance, start), use)
	}
	return all
}

// joinedLike returns the pairs of words that are word without their space, with one typing error.
func (d *Dictionary) joinedLike(word string) (all []candidate) {
	search(d.pairs, newAutomaton(word, 1, ""), func(joined string, value uint64) {
		if n, at := pairOf(value); at < len(joined) && joined != word {
			all = append(all, candidate{[]string{joined[:at], joined[at:]}, n, cost(word, joined) + splitCost, 1})
		}
	})
	return all
}

// search calls f for the keys of a transducer that an automaton accepts, and their values.
func search(in *vellum.FST, like *automaton, f func(key string, value uint64)) {
	it, err := in.Search(like, []byte(like.start), nil)
	for ; err == nil; err = it.Next() {
		key, value := it.Current()
		f(string(key), value)
	}
	if !errors.Is(err, vellum.ErrIteratorDone) {
		panic(err) // see recoverDamage
	}
}
