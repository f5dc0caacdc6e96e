package engine

import (
	"cmp"
	"slices"

	"golang.org/x/sync/errgroup"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/lexical"
	"shopfyp.dev/shared/recommend"
)

// lexicon is the lexicon of a session. The companion has the weights of words; the collection has the words of products.
type lexicon struct {
	*session
	companion recommend.Lexicon
}

var _ recommend.Lexicon = lexicon{}

// maxWords is the maximum number of words in a query, as in package lexical. A longer query keeps its rarest words.
const maxWords = 32

// parsedWords are the words of a query with their weights.
type parsedWords struct {
	words []Word // without those that no product has
	asked int    // words of the text
	total float32
}

// NewQuery implements recommend.Lexicon.
func (l lexicon) NewQuery(text string) (recommend.WordQuery, error) {
	q, err := l.parse(text)
	return wordQuery{l.session, q, text, recommend.Condition{}}, err
}

// parse returns the words of a text. It keeps them, because a request asks more than once.
func (l lexicon) parse(text string) (*parsedWords, error) {
	l.mu.Lock()
	q := l.queries[text]
	l.mu.Unlock()
	if q != nil {
		return q, nil
	}
	stems := lexical.QueryWords(text)
	l.countNew(stems)
	q = &parsedWords{asked: len(stems)}
	for _, stem := range stems {
		if weight := l.Weight(stem); weight > 0 {
			q.words = append(q.words, Word{WordID(stem), weight})
		}
	}
	slices.SortStableFunc(q.words, func(a, b Word) int { return cmp.Compare(b.Score, a.Score) })
	q.words = q.words[:min(len(q.words), maxWords)]
	for _, w := range q.words {
		q.total += w.Score
	}
	if err := l.failed(); err != nil {
		return q, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.queries[text] = q
	return q, nil
}

// countNew counts the stems that the companion does not have, all at once.
func (l lexicon) countNew(stems []string) {
	var g errgroup.Group
	for _, stem := range stems {
		if l.companion.Weight(stem) == 0 {
			g.Go(func() error { l.count(stem); return nil })
		}
	}
	g.Wait()
}

// count returns the number of products with a stem that the companion does not have, at most maxCounted.
func (l lexicon) count(stem string) int {
	if n, ok := l.known.count(stem); ok {
		return n
	}
	if l.failed() != nil {
		return 0
	}
	found, err := l.collection.ByWords(l.ctx, []Word{{WordID(stem), 1}}, maxCounted, recommend.Condition{})
	if err != nil {
		l.fail(err)
		return 0
	}
	l.known.keep(stem, len(found))
	return len(found)
}

// Weight implements recommend.Lexicon.
func (l lexicon) Weight(stem string) float32 {
	if weight := l.companion.Weight(stem); weight > 0 {
		return weight
	}
	n := l.count(stem)
	if n == 0 {
		return 0
	}
	rows, err := l.length(l.ctx)
	if err != nil {
		l.fail(err)
		return 0
	}
	return lexical.Weight(int64(max(rows, n)), n)
}

// HasWord implements recommend.Lexicon. It asks the collection too, so that a word is not taken for a typing error because
// only products outside the companion have it.
func (l lexicon) HasWord(word string) bool {
	return l.companion.HasWord(word) || l.count(lexical.Stem(word)) > 0
}

// Share implements recommend.Lexicon. It is the share in the companion.
func (l lexicon) Share(word, other string) float64 { return l.companion.Share(word, other) }

// IsBrand implements recommend.Lexicon. It asks the collection only if the companion is a sample: the parser of queries asks
// for many phrases, and hardly a brand is newer than the last build.
func (l lexicon) IsBrand(phrase string) bool {
	if l.companion.IsBrand(phrase) {
		return true
	}
	if n, err := l.length(l.ctx); err != nil || n <= l.session.companion.Index.Len()+l.session.companion.Index.Len()/companionSlack {
		return false
	}
	return slices.ContainsFunc(lexical.BrandKeys(phrase), l.hasKey)
}

// companionSlack is the part of a companion by which a collection grows between builds. A collection that is larger than that
// has products that the companion does not sample.
const companionSlack = 10

// hasKey reports whether a product has an exact key.
func (l lexicon) hasKey(key string) bool {
	if n, ok := l.known.count(key); ok {
		return n > 0
	}
	n := len(l.read(l.exact, key, Keys{Exact: []string{key}}, 1))
	if l.failed() == nil {
		l.known.keep(key, n)
	}
	return n > 0
}

// Price implements recommend.Lexicon.
func (l lexicon) Price(row int64) catalog.Money {
	if p := l.product(row); p != nil {
		return p.Card.Price
	}
	return catalog.Money{}
}

// Attributes implements recommend.Lexicon.
func (l lexicon) Attributes(row int64) uint64 {
	if p := l.product(row); p != nil {
		return p.Attributes
	}
	return 0
}

// Exact implements recommend.Lexicon.
func (l lexicon) Exact(text string, limit int) (recommend.ExactMatches, error) {
	m := exactMatches{session: l.session, keys: lexical.QueryKeys(text)}
	for _, key := range m.keys {
		rows := l.read(l.exact, key, Keys{Exact: []string{key}}, limit)
		m.rows = append(m.rows, rows[:min(len(rows), limit-len(m.rows))]...)
	}
	return m, l.failed()
}

// exactMatches are the products of a session with one of the exact keys of a text.
type exactMatches struct {
	*session
	keys []string
	rows []int64
}

// Rows implements recommend.ExactMatches.
func (m exactMatches) Rows() []int64 { return m.rows }

// Has implements recommend.ExactMatches.
func (m exactMatches) Has(row int64) bool {
	if len(m.keys) == 0 {
		return false
	}
	p := m.product(row)
	return p != nil && slices.ContainsFunc(p.Keys, func(key string) bool { return slices.Contains(m.keys, key) })
}
