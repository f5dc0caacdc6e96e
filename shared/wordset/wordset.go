// Package wordset holds sets of words, and the word lists that query understanding and word search share.
package wordset

import "strings"

// A Set is a set of words in lower case.
type Set map[string]bool

// New returns the set of words in list, which is separated by spaces.
func New(list string) Set {
	s := make(Set)
	for w := range strings.FieldsSeq(list) {
		s[w] = true
	}
	return s
}

// Stop holds the stop words of products and queries: words with no meaning for search.
// Lexical files depend on it: a change needs a new file format.
var Stop = New(`a an and are as at be but by for from has have i in is it its me my of on or that the this to was we were
	who will with without you your our his her their they he she them do does so than then there these those`)

// Filler holds additional stop words of queries: words that make a request or are about buying.
var Filler = New(`looking look show find need want buy get give please recommend suggest help search searching like likes
	would could can should im ive id ll hi hello hey thanks thank something anything some any option options prefer
	preferably ideally kind one ones also just really very good nice great best product item am not no if which what
	where how m d s re ve t
	available come comes made make sure suitable specifically especially include including feature features color colour colored coloured
	price priced pricing cost costs costing delivery shipping complimentary cash pay deal deals perk perks`)
