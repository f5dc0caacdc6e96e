package lexical

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// A Query holds the posting lists of a query's words. It is for use by one goroutine until the index is closed.
type Query struct {
	ix    *Index
	words []word // rarest first
	sum   float32
}

// A word is a query word that the file contains.
type word struct {
	list list
	idf  float32
}

// unit is the term frequency part of an impact of 1.
const unit = 1. / 255

// maxWords is the maximum number of words in a Query; longer ones keep the rarest words.
const maxWords = 32

// NewQuery looks up the words of a text. It ignores stop words, filler and words that the file does not contain.
// It returns an error when the file is damaged.
func (ix *Index) NewQuery(text string) (*Query, error) {
	if ix.data == nil {
		return nil, ErrClosed
	}
	q := &Query{ix: ix}
	for _, w := range QueryWords(text) {
		l, ok, err := ix.find(w)
		if err != nil {
			return nil, err
		}
		if ok {
			q.words = append(q.words, word{l, idf(ix.rows, l.df)})
		}
	}
	slices.SortStableFunc(q.words, func(a, b word) int { return cmp.Compare(a.list.df, b.list.df) })
	q.words = q.words[:min(len(q.words), maxWords)]
	for _, w := range q.words {
		q.sum += w.idf
	}
	return q, nil
}

// idf returns the inverse document frequency of a word that df rows contain.
func idf(rows int64, df int) float32 {
	return float32(math.Log(1 + (float64(rows)-float64(df)+.5)/(float64(df)+.5)))
}

// Coverage returns the share of the query's information that a row contains, from 0 to 1.
func (q *Query) Coverage(row int64) float32 {
	if q.sum <= 0 || row < 0 {
		return 0
	}
	sum := float32(0)
	for i := range q.words {
		if impact, ok := q.words[i].list.lookUp(row); ok {
			sum += q.words[i].idf * unit * float32(impact)
		}
	}
	return sum / q.sum
}

// Exact looks up brands and model numbers in a text: the whole text, and each word that is very likely
// a model number. Exact.Rows has at most limit rows.
func (ix *Index) Exact(text string, limit int) (*Exact, error) {
	if ix.data == nil {
		return nil, ErrClosed
	}
	e := &Exact{}
	keys := []string{exactKey(text), exactKey(strings.Join(withoutFiller(text), " "))}
	for token := range strings.FieldsSeq(text) {
		if isModel(token) {
			keys = append(keys, exactKey(token))
		}
	}
	slices.Sort(keys)
	for _, key := range slices.Compact(keys) {
		l, ok, err := ix.find(key)
		if err != nil {
			return nil, err
		}
		if key != "" && ok {
			e.lists = append(e.lists, l)
			e.Rows = l.appendRows(e.Rows, ix.rows, limit-len(e.Rows))
		}
	}
	return e, nil
}

// An Exact holds the products whose brand or model number a text contains.
type Exact struct {
	Rows  []int64 // the first rows
	lists []list
}

// Has reports whether a row is one of them.
func (e *Exact) Has(row int64) bool {
	for i := range e.lists {
		if _, ok := e.lists[i].lookUp(row); ok {
			return true
		}
	}
	return false
}

// appendRows appends the list's first rows below limit, at most n, to rows.
func (l *list) appendRows(rows []int64, limit int64, n int) []int64 {
	for i := range l.runs() {
		r := l.run(i)
		for j := range r.impact {
			if n <= 0 {
				return rows
			}
			if row := r.row(j); row < limit {
				rows = append(rows, row)
				n--
			}
		}
	}
	return rows
}
