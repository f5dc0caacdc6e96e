package lexical

import "shopfyp.dev/shared/catalog"

// A Document is what the file is told of a product.
type Document struct {
	Title, Brand, Color string
	Category            []string
	Price               catalog.Money // zero where no price is known
	Attributes          uint64        // what of a product can be said in bits; their meaning is the caller's
}

// fields is how many fields a document's words lie in.
const fields = 4

// How much a word weighs in title, brand, colour and category, and the constants of BM25F: how soon more of a word
// says nothing more, and how much a field's length counts (docs/relevance.md).
var fieldWeights = [fields]float64{2, 1, 1, .5}

const (
	k1 = 1.2
	b  = .6
)

// eachField calls f for every word of the document with its field.
func (d *Document) eachWord(f func(field int, word string)) {
	for field, text := range [...]string{d.Title, d.Brand, d.Color} {
		eachWord(text, func(w string) { f(field, w) })
	}
	for _, step := range d.Category {
		eachWord(step, func(w string) { f(fields-1, w) })
	}
}
