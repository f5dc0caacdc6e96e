package recommend

import (
	"strings"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/lexical"
	"shopfyp.dev/shared/query"
)

// Words returns the document of a product in a View's Lexicon.
func Words(p *catalog.Product) lexical.Document {
	return lexical.Document{
		Title: p.Title, Brand: p.Brand, Color: variantWords(p), Category: p.Category, Price: p.Price,
		Attributes: uint64(query.AttributesOf(p.Title, p.Color, p.Category) | query.AudienceOf(p.Gender, p.AgeGroup)),
	}
}

// variantWords returns the words that tell a variant from others. Material and pattern count only for variants:
// a description of a single product is not what shoppers search for.
func variantWords(p *catalog.Product) string {
	words := []string{p.Color, p.Size}
	if p.GroupID != "" {
		words = append(words, p.Material, p.Pattern)
		for _, o := range p.Options {
			words = append(words, o.Value)
		}
	}
	return strings.TrimSpace(strings.Join(words, " "))
}
