package recommend

import (
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/lexical"
	"shopfyp.dev/shared/query"
)

// Words returns what search is to know of a product beside its vector: the product's row of a View's Lexicon.
func Words(p *catalog.Product) lexical.Document {
	return lexical.Document{
		Title: p.Title, Brand: p.Brand, Color: p.Color, Category: p.Category, Price: p.Price,
		Attributes: uint64(query.AttributesOf(p.Title, p.Color, p.Category)),
	}
}
