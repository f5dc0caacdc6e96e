package overlay

import (
	"shopfyp.dev/shared/lexical"
	"shopfyp.dev/shared/spelling"
)

// madeTerms are the terms of a product for texts of the given mean lengths.
type madeTerms struct {
	mean  lexical.Lengths
	terms *lexical.Terms
}

// termsFor returns the terms of the product. It keeps them, because a state is built with every change of the catalog.
func (p *product) termsFor(mean lexical.Lengths) *lexical.Terms {
	if p.made.terms == nil || p.made.mean != mean {
		p.made = madeTerms{mean, lexical.NewTerms(p.document(), mean)}
	}
	return p.made.terms
}

// document returns the searchable text of the product.
func (p *product) document() *lexical.Document {
	return &lexical.Document{Title: p.card.Title, Brand: p.card.Brand, Color: p.color, Category: p.card.Category}
}

// newWords are the words of a product that a dictionary does not have.
type newWords struct {
	of    *spelling.Dictionary
	words []string
}

// wordsNewTo returns the words of the product that a dictionary does not have, or none if it is damaged. It keeps them.
func (p *product) wordsNewTo(d *spelling.Dictionary) []string {
	if p.new.of != d {
		words, _ := d.Unknown(append([]string{p.card.Title, p.card.Brand, p.color}, p.card.Category...)...)
		p.new = newWords{d, words}
	}
	return p.new.words
}

// speller returns the dictionary of a snapshot with the new words of the changed products.
func (s *state) speller(d *spelling.Dictionary) *spelling.Dictionary {
	if d == nil {
		return nil
	}
	counts := make(map[string]uint64)
	for _, p := range s.rows {
		for _, word := range p.wordsNewTo(d) {
			counts[word]++
		}
	}
	with, err := d.With(counts)
	if err != nil { // a search without a correction is better than none
		return d
	}
	return with
}
