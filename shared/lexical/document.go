package lexical

import "shopfyp.dev/shared/catalog"

// A Document is the searchable data of a product.
type Document struct {
	Title, Brand, Color string
	Category            []string
	Price               catalog.Money // zero if unknown
	Attributes          uint64        // bit set; the caller defines the bits
}

// fields is the number of text fields.
const fields = 4

// fieldWeights holds the BM25F weights of title, brand, color and category; docs/relevance.md explains the values.
var fieldWeights = [fields]float64{2, 1, 1, .5}

const (
	k1 = 1.2 // term frequency saturation
	b  = .6  // field length normalization
)

// eachWord calls f for every word of the document, with the index of its field.
func (d *Document) eachWord(f func(field int, word string)) {
	for field, text := range [...]string{d.Title, d.Brand, d.Color} {
		current.words(text, func(w string) { f(field, w) })
	}
	for _, step := range d.Category {
		current.words(step, func(w string) { f(fields-1, w) })
	}
}
