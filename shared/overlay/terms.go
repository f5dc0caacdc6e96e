package overlay

import "shopfyp.dev/shared/lexical"

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
