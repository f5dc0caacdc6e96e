package engine

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"slices"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/lexical"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/snapshot"
)

// A Product is a product as an engine keeps it: everything that a search, a card and a filter need of it.
type Product struct {
	ID         catalog.ID
	Card       catalog.Card
	Vector     []float32 // of length 1, by the collection's model
	Words      []Word    // by ID, ascending
	Keys       []string  // exact keys of the brand and the model numbers, see lexical.Terms
	Numbers    []string  // see catalog.Product.Numbers
	Flags      snapshot.Flags
	Attributes uint64 // see recommend.Words
	Hash       string // of all other fields: products with equal hashes are equal
}

// A Word is a stem and its score in a product, from 0 to 1, or its weight in a query.
type Word struct {
	ID    uint32
	Score float32
}

// WordID returns the ID of a stem. Engines index words by number. Two stems of a large catalog can share an ID: then a
// product with one is also found by the other, if only by that word's part of the score.
func WordID(stem string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(stem))
	return h.Sum32() &^ (1 << 31) // Milvus does not accept the largest numbers
}

// NewProduct returns the product of a catalog's product with its vector. mean holds the mean lengths of the collection's
// texts, see Info.
func NewProduct(p *catalog.Product, vector []float32, mean lexical.Lengths) (Product, error) {
	document := recommend.Words(p)
	terms := lexical.NewTerms(&document, mean)
	made := Product{
		ID: p.ID, Card: p.Card(), Vector: vector, Words: wordsOf(terms), Keys: slices.Sorted(slices.Values(terms.Keys())),
		Numbers: p.Numbers(), Flags: recommend.FlagsOf(p), Attributes: document.Attributes,
	}
	data, err := json.Marshal(made)
	if err != nil {
		return Product{}, fmt.Errorf("product %q: %w", p.ID, err)
	}
	sum := sha256.Sum256(data)
	made.Hash = hex.EncodeToString(sum[:12])
	return made, nil
}

func wordsOf(t *lexical.Terms) (words []Word) {
	best := make(map[uint32]float32)
	for stem, score := range t.Scores {
		if score > 0 {
			best[WordID(stem)] = max(best[WordID(stem)], score)
		}
	}
	for id, score := range best {
		words = append(words, Word{id, score})
	}
	slices.SortFunc(words, func(a, b Word) int { return cmp.Compare(a.ID, b.ID) })
	return words
}

// score returns the score of a word, or 0.
func (p *Product) score(word uint32) float32 {
	i, ok := slices.BinarySearchFunc(p.Words, word, func(w Word, id uint32) int { return cmp.Compare(w.ID, id) })
	if !ok {
		return 0
	}
	return p.Words[i].Score
}

// Group returns the number of the product's group. All variants of one product have the same.
func (p *Product) Group() int64 { return GroupOf(p.Card.GroupID, p.ID) }
