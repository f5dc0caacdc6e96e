package lexical

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// A Query is a query's words looked up in an Index. It is for one goroutine, until the index is closed.
type Query struct {
	ix    *Index
	words []word // rarest first
	sum   float32
}

// A word of a query that the catalogue knows.
type word struct {
	list list
	idf  float32
}

// unit is how much of a word an impact of 1 says.
const unit = 1. / 255

// maxWords bounds a query's words: of a text of 2,000 characters the rarest say enough.
const maxWords = 32

// NewQuery looks the words of a text up. Words that say nothing and words that the catalogue does not know are
// left out. It returns an error where the file is damaged.
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

// idf says how much a word tells that df of all rows hold.
func idf(rows int64, df int) float32 {
	return float32(math.Log(1 + (float64(rows)-float64(df)+.5)/(float64(df)+.5)))
}

// Coverage returns the share of the query's information that a row holds, 0 to 1.
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

// Exact returns up to most rows that a text asks for by brand or model number, in order: all of the text
// is one, or a word of it can be nothing but one.
func (ix *Index) Exact(text string, most int) (*Exact, error) {
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
			e.Rows = l.appendRows(e.Rows, ix.rows, most-len(e.Rows))
		}
	}
	return e, nil
}

// Exact is what a query asks for by its brand or model number.
type Exact struct {
	Rows  []int64 // the first of them
	lists []list
}

// Has reports whether a row is among what was asked for.
func (e *Exact) Has(row int64) bool {
	for i := range e.lists {
		if _, ok := e.lists[i].lookUp(row); ok {
			return true
		}
	}
	return false
}

// appendRows adds the list's first rows, at most n, to rows.
func (l *list) appendRows(rows []int64, below int64, n int) []int64 {
	for i := range l.runs() {
		r := l.run(i)
		for j := range r.impact {
			if n <= 0 {
				return rows
			}
			if row := r.row(j); row < below {
				rows = append(rows, row)
				n--
			}
		}
	}
	return rows
}
