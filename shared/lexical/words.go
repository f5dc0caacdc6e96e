package lexical

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// eachWord calls f for every word of a text that is indexed: in lower case, without accents and plural
// endings, stop words left out. What follows is part of the file's format: a change is a new magic.
func eachWord(text string, f func(word string)) {
	for w := range strings.FieldsFuncSeq(Fold(text), notInWord) {
		if !stopWords[w] {
			f(stem(w))
		}
	}
}

func notInWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// Fold returns text in lower case and without accents.
func Fold(text string) string {
	text = strings.ToLower(text)
	for i := range len(text) {
		if text[i] >= 0x80 {
			return strings.Map(withoutMarks, norm.NFKD.String(text))
		}
	}
	return text
}

func withoutMarks(r rune) rune {
	if unicode.Is(unicode.Mn, r) {
		return -1
	}
	return r
}

// stem cuts plural endings, crudely.
func stem(w string) string {
	switch {
	case len(w) > 4 && strings.HasSuffix(w, "ies"):
		return w[:len(w)-3] + "y"
	case len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss"):
		return w[:len(w)-1]
	}
	return w
}

// stopWords say nothing about a product, wherever they stand.
var stopWords = set(`a an and are as at be but by for from has have i in is it its me my of on or that the this to was we were
	who will with without you your our his her their they he she them do does so than then there these those`)

// fillerWords say nothing in a query: only that the shopper asks for something, or how it is to be sold.
var fillerWords = set(`looking look show find need want buy get give please recommend suggest help search searching like likes
	would could can should im ive id ll hi hello hey thanks thank something anything some any option options prefer
	preferably ideally kind one ones also just really very good nice great best product item am not no if which what
	where how m d s re ve t
	available come comes made make sure suitable specifically especially include including feature features color colour colored coloured
	price priced pricing cost costs costing delivery shipping complimentary cash pay deal deals perk perks`)

func set(words string) map[string]bool {
	m := make(map[string]bool)
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// QueryWords returns the words of a query that may say something about a product, each once.
func QueryWords(query string) (words []string) {
	for _, w := range withoutFiller(query) {
		if w = stem(w); !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	return words
}

// withoutFiller returns the words of a query, as they are written, without those that say nothing.
func withoutFiller(query string) (words []string) {
	for w := range strings.FieldsFuncSeq(Fold(query), notInWord) {
		if !stopWords[w] && !fillerWords[w] && !fillerWords[stem(w)] {
			words = append(words, w)
		}
	}
	return words
}
