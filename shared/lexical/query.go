package lexical

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// A Query holds the posting lists of a query's words. Use it in one goroutine only, and not after the index is closed.
type Query struct {
	ix    *Index
	words []word // rarest first
	asked int    // number of words of the text
	sum   float32
}

// A word is a query word that the file contains.
type word struct {
	list list
	idf  float32
}

// unit scales an impact, from 0 to 255, to a term frequency score from 0 to 1.
const unit = 1. / 255

// maxWords is the maximum number of words in a Query. A longer query keeps only its rarest words.
const maxWords = 32

// NewQuery looks up the words of a text. It ignores stop words, filler words and words that the file does not
// contain. It returns an error if it finds that the file is damaged.
func (ix *Index) NewQuery(text string) (*Query, error) {
	if ix.data == nil {
		return nil, ErrClosed
	}
	q := &Query{ix: ix}
	for _, w := range ix.rules.queryWords(text) {
		q.asked++
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

// Contains reports whether a row contains all words of the query. A query with words that the file does not contain, or
// with none, is in no row.
func (q *Query) Contains(row int64) bool {
	for i := range q.words {
		if _, ok := q.words[i].list.lookUp(row); !ok {
			return false
		}
	}
	return len(q.words) > 0 && len(q.words) == q.asked
}

// Exact looks up brands and model numbers. It tries the whole text, with and without filler words, and each word
// that is very likely a model number. The result's Rows has at most limit rows.
func (ix *Index) Exact(text string, limit int) (*Exact, error) {
	if ix.data == nil {
		return nil, ErrClosed
	}
	e := &Exact{}
	for _, key := range ix.rules.queryKeys(text) {
		l, ok, err := ix.find(key)
		if err != nil {
			return nil, err
		}
		if ok {
			e.lists = append(e.lists, l)
			e.Rows = l.appendRows(e.Rows, ix.rows, limit-len(e.Rows))
		}
	}
	return e, nil
}

// QueryKeys returns the exact keys of the brands and model numbers that a text may mean, in order. See Terms.Keys.
func QueryKeys(text string) []string { return current.queryKeys(text) }

// queryKeys returns the exact keys that a query may mean, in order.
func (r *rules) queryKeys(text string) []string {
	keys := []string{exactKey(text), exactKey(strings.Join(r.withoutFiller(text), " "))}
	for token := range strings.FieldsSeq(text) {
		if isModel(token) {
			keys = append(keys, exactKey(token))
		}
	}
	slices.Sort(keys)
	return slices.DeleteFunc(slices.Compact(keys), func(key string) bool { return key == "" })
}

// An Exact is the result of Index.Exact: the products that match by brand or model number.
type Exact struct {
	Rows  []int64 // the first matching rows; a row can occur once for each key
	lists []list
}

// Has reports whether a row matches, even beyond the limit of Rows.
func (e *Exact) Has(row int64) bool {
	for i := range e.lists {
		if _, ok := e.lists[i].lookUp(row); ok {
			return true
		}
	}
	return false
}

// appendRows appends to rows at most n of the list's row numbers that are less than limit.
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
