package spelling

import "unicode/utf8"

// maxErrors is the maximum number of typing errors in a word.
const maxErrors = 2

// An automaton is a vellum.Automaton that accepts the words within a number of errors of a word: insertions, deletions,
// substitutions and transpositions of adjacent letters (optimal string alignment). It simulates the nondeterministic
// automaton with bits (Wu and Manning, "Fast text searching allowing errors", 1992), because the construction of a
// deterministic one takes longer than the search.
//
// A state is the number of bytes read. The states of a path are kept, and replaced by those of the next path: vellum
// searches depth first.
type automaton struct {
	letters []rune
	errors  int
	start   string // all accepted words begin with it
	states  []state
	steps   int
}

// rejected is the state from which no word is accepted.
const rejected = -1

// A state holds sets of positions in the word, as bits. Bit i means that i letters are read.
type state struct {
	at      [maxErrors + 1]uint64 // positions after each number of errors
	swapped [maxErrors + 1]uint64 // positions before two swapped letters of which the second was read
	partial [utf8.UTFMax]byte     // the first bytes of a letter
	bytes   int                   // in partial
}

// newAutomaton returns an automaton for the words within a distance of word that begin with start. The word has at most
// maxWord bytes.
func newAutomaton(word string, distance int, start string) *automaton {
	a := &automaton{letters: []rune(word), errors: distance, start: start, states: make([]state, 1, 2*maxWord)}
	first := &a.states[0]
	for e := range distance + 1 {
		first.at[e] = 1<<(e+1) - 1 // the first e letters can be missing
	}
	return a
}

// Start implements vellum.Automaton.
func (a *automaton) Start() int { return 0 }

// IsMatch implements vellum.Automaton.
func (a *automaton) IsMatch(n int) bool {
	if n == rejected || a.states[n].bytes > 0 || n < len(a.start) {
		return false
	}
	return a.states[n].at[a.errors]>>len(a.letters)&1 != 0
}

// CanMatch implements vellum.Automaton.
func (a *automaton) CanMatch(n int) bool { return n != rejected }

// WillAlwaysMatch implements vellum.Automaton.
func (a *automaton) WillAlwaysMatch(int) bool { return false }

// maxSteps bounds a search. A damaged file can contain a cycle, in which the library would search forever.
const maxSteps = 1 << 22

// Accept implements vellum.Automaton.
func (a *automaton) Accept(n int, input byte) int {
	if a.steps++; a.steps > maxSteps {
		panic("search does not end") // see recoverDamage
	}
	if n == rejected || n < len(a.start) && a.start[n] != input {
		return rejected
	}
	next := a.states[n]
	if input < utf8.RuneSelf && next.bytes == 0 {
		a.read(&next, rune(input))
	} else if r, ok := next.complete(input); ok {
		a.read(&next, r)
	}
	if next.at[a.errors] == 0 {
		return rejected
	}
	a.states = append(a.states[:n+1], next)
	return n + 1
}

// complete adds a byte of a letter of several bytes, and returns the letter when it is complete.
func (s *state) complete(input byte) (rune, bool) {
	s.partial[s.bytes] = input
	s.bytes++
	read := s.partial[:s.bytes]
	if !utf8.FullRune(read) && s.bytes < utf8.UTFMax {
		return 0, false
	}
	r, _ := utf8.DecodeRune(read)
	s.bytes = 0
	return r, true
}

// read moves a state over a letter.
func (a *automaton) read(s *state, r rune) {
	var same uint64 // positions before a letter r
	for i, l := range a.letters {
		if l == r {
			same |= 1 << i
		}
	}
	valid := uint64(1)<<(len(a.letters)+1) - 1
	before := *s
	s.at[0] = before.at[0] & same << 1
	for e := 1; e <= a.errors; e++ {
		s.at[e] = (before.at[e]&same<<1 | // the right letter
			before.at[e-1] | before.at[e-1]<<1 | // a letter too much, a wrong one
			s.at[e-1]<<1 | // a missing one
			before.swapped[e]&same<<2) & valid
		s.swapped[e] = before.at[e-1] & (same >> 1)
	}
}
