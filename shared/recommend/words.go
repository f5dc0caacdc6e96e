package recommend

import (
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/lexical"
	"shopfyp.dev/shared/query"
)

// Words returns a product as a document for a View's Lexicon.
func Words(p *catalog.Product) lexical.Document {
	return lexical.Document{
		Title: p.Title, Brand: p.Brand, Color: p.Color, Category: p.Category, Price: p.Price,
		Attributes: uint64(query.AttributesOf(p.Title, p.Color, p.Category)),
	}
}
