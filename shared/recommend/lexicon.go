package recommend

import (
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/lexical"
)

// A Lexicon finds the products of a View by their words, and knows their prices and attributes. Its methods are safe for
// concurrent use.
type Lexicon interface {
	// NewQuery looks up the words of a text.
	NewQuery(text string) (WordQuery, error)
	// Exact looks up the brands and model numbers in a text. Rows of the result has at most limit rows.
	Exact(text string, limit int) (ExactMatches, error)
	// Weight returns the weight of a stem, or 0 if no product has it. Rare words weigh more.
	Weight(stem string) float32
	// HasWord reports whether a product contains a word, in the singular or the plural.
	HasWord(word string) bool
	// Share estimates the share of the products with word that also contain other. It returns -1 if it does not index
	// one of the words.
	Share(word, other string) float64
	// IsBrand reports whether a phrase is the brand of a product.
	IsBrand(phrase string) bool
	// Price returns the price of a row outside a sale, or the zero price if it is unknown.
	Price(row int64) catalog.Money
	// Attributes returns the attributes of a row.
	Attributes(row int64) uint64
}

// A WordQuery scores products by the words of a query. Use it in one goroutine only.
type WordQuery interface {
	// Best returns the k allowed rows with the largest coverage, best first, ties in row order.
	Best(k int, allowed func(row int64) bool) []lexical.Hit
	// Coverage returns the share of the query's total weight that a row contains, from 0 to 1.
	Coverage(row int64) float32
	// Contains reports whether a row contains all words of the query. A query without words is in no row.
	Contains(row int64) bool
	// Total returns the sum of the weights of the query's words.
	Total() float32
}

// ExactMatches are the products that match a query by brand or model number.
type ExactMatches interface {
	// Rows returns the first matching rows. A row can occur more than once.
	Rows() []int64
	// Has reports whether a row matches, even beyond the limit of Rows.
	Has(row int64) bool
}

// SnapshotLexicon is the Lexicon of a snapshot's lexical file.
type SnapshotLexicon struct{ file *lexical.Index }

// NewSnapshotLexicon returns the lexicon of file. The caller must keep file open while it uses the lexicon.
func NewSnapshotLexicon(file *lexical.Index) SnapshotLexicon { return SnapshotLexicon{file} }

// NewQuery implements Lexicon.
func (l SnapshotLexicon) NewQuery(text string) (WordQuery, error) { return l.file.NewQuery(text) }

// Exact implements Lexicon.
func (l SnapshotLexicon) Exact(text string, limit int) (ExactMatches, error) {
	found, err := l.file.Exact(text, limit)
	return snapshotMatches{found}, err
}

// Weight implements Lexicon.
func (l SnapshotLexicon) Weight(stem string) float32 { return l.file.Weight(stem) }

// HasWord implements Lexicon.
func (l SnapshotLexicon) HasWord(word string) bool { return l.file.HasWord(word) }

// Share implements Lexicon.
func (l SnapshotLexicon) Share(word, other string) float64 { return l.file.Share(word, other) }

// IsBrand implements Lexicon.
func (l SnapshotLexicon) IsBrand(phrase string) bool { return l.file.IsBrand(phrase) }

// Price implements Lexicon.
func (l SnapshotLexicon) Price(row int64) catalog.Money { return l.file.Price(row) }

// Attributes implements Lexicon.
func (l SnapshotLexicon) Attributes(row int64) uint64 { return l.file.Attributes(row) }

type snapshotMatches struct{ found *lexical.Exact }

func (m snapshotMatches) Rows() []int64      { return m.found.Rows }
func (m snapshotMatches) Has(row int64) bool { return m.found.Has(row) }
