package spelling

import "maps"

// A Vocabulary counts the words of a catalog and the pairs of adjacent words.
type Vocabulary struct {
	products int
	words    map[string]uint32 // number of products with the word
	common   map[string]bool   // words that no product needs to contain
	query    map[string]bool   // words that queries contain more often than products
	pairs    map[pair]uint32   // number of products with the pair

	seen map[string]bool // words of the current product
}

// A pair is two adjacent words, joined. at is the length of the first.
type pair struct {
	joined string
	at     uint8
}

// NewVocabulary returns an empty Vocabulary.
func NewVocabulary() *Vocabulary {
	return &Vocabulary{words: make(map[string]uint32), common: make(map[string]bool), query: make(map[string]bool), pairs: make(map[pair]uint32), seen: make(map[string]bool)}
}

// AddProduct adds the texts of a product, such as title, brand, color and categories. Each word counts once.
func (v *Vocabulary) AddProduct(texts ...string) {
	v.products++
	clear(v.seen)
	for _, text := range texts {
		before := ""
		for _, t := range tokens(text) {
			v.add(t.word)
			v.addPair(before, t.word)
			before = t.word
		}
	}
	v.prune()
}

func (v *Vocabulary) add(word string) {
	if isPlain(word) && !v.seen[word] {
		word = string([]byte(word)) // a copy, so that the word does not keep the whole text in memory
		v.seen[word] = true
		v.words[word]++
	}
}

// addPair counts two adjacent words of one text.
func (v *Vocabulary) addPair(a, b string) {
	p := pair{a + b, uint8(len(a))}
	if canJoin(a, b) && !v.seen[p.joined+" "] {
		v.seen[p.joined+" "] = true
		v.pairs[p]++
	}
}

// canJoin reports whether shoppers may write two words as one. One of them can be a single letter, as in "t shirt".
func canJoin(a, b string) bool {
	return isPlain(a) && isPlain(b) && len(a)+len(b) >= 5 && len(a)+len(b) <= maxWord && len(b) > 1 &&
		(len(a) > 1 || a == "t" || a == "e") && (len(a) == 1 || !isFunction(a)) && !isFunction(b)
}

// maxPairs bounds the memory of the pairs. Above it, the pairs that were seen once are forgotten.
const maxPairs = 1 << 21

func (v *Vocabulary) prune() {
	if len(v.pairs) > maxPairs {
		maps.DeleteFunc(v.pairs, func(_ pair, n uint32) bool { return n == 1 })
	}
}

// AddCommon adds words of the language that are not typing errors, even if no product contains them.
func (v *Vocabulary) AddCommon(words ...string) {
	for _, w := range words {
		if isPlain(w) {
			v.common[w] = true
		}
	}
}

// AddQueryWords adds words that shoppers type more often than products contain them, such as "without" and "husband".
// They are candidates for corrections, like the words of one product in a hundred.
func (v *Vocabulary) AddQueryWords(words ...string) {
	for _, w := range words {
		if isPlain(w) {
			v.query[w] = true
		}
	}
}
