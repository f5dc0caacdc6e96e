package lexical

import (
	"cmp"
	"slices"
)

// Memory searches a few thousand documents in memory by the rules of an Index. The row of a document is its position.
// It never changes, so it is safe for concurrent use.
type Memory struct {
	terms []*Terms
	lists map[string][]posting // by stem and exact key
}

// A posting is a row, shifted by eight bits, and an impact.
type posting uint32

func newPosting(row int, impact byte) posting { return posting(row)<<8 | posting(impact) }

func (p posting) row() int64   { return int64(p >> 8) }
func (p posting) impact() byte { return byte(p) }

// NewMemory returns a Memory of the documents with the terms, at most 16 million.
func NewMemory(terms []*Terms) *Memory {
	m := &Memory{terms: terms, lists: make(map[string][]posting)}
	for row, t := range terms {
		for _, w := range t.words {
			m.lists[w.stem] = append(m.lists[w.stem], newPosting(row, w.impact))
		}
		for _, key := range t.keys {
			m.lists[key] = append(m.lists[key], newPosting(row, 0))
		}
	}
	return m
}

// Count returns the number of documents with the stem.
func (m *Memory) Count(stem string) int { return len(m.lists[stem]) }

// A Word is a stem of a query with its weight.
type Word struct {
	Stem   string
	Weight float32
}

// A MemoryQuery scores the documents of a Memory by words.
type MemoryQuery struct {
	memory *Memory
	words  []Word
	total  float32
}

// NewQuery returns a query for words. total is the weight of a document that contains the whole query.
func (m *Memory) NewQuery(words []Word, total float32) *MemoryQuery {
	return &MemoryQuery{m, words, total}
}

// Best returns the k allowed rows with the largest coverage, best first, ties in row order.
func (q *MemoryQuery) Best(k int, allowed func(row int64) bool) []Hit {
	if q.total <= 0 || k <= 0 {
		return nil
	}
	best := make([]Hit, 0, min(k, len(q.memory.terms)))
	for row, sum := range q.sums() {
		h := Hit{int64(row), min(1, sum/q.total)}
		switch {
		case sum == 0 || len(best) == k && h.Coverage <= best[0].Coverage || !allowed(h.Row):
		case len(best) < k:
			best = append(best, h)
			up(best)
		default:
			best[0] = h
			down(best)
		}
	}
	slices.SortFunc(best, CompareHits)
	return best
}

// sums returns the weight of the query's words in each row.
func (q *MemoryQuery) sums() []float32 {
	sums := make([]float32, len(q.memory.terms))
	for _, w := range q.words {
		weight := w.Weight * unit
		for _, p := range q.memory.lists[w.Stem] {
			sums[p.row()] += weight * float32(p.impact())
		}
	}
	return sums
}

// CompareHits orders hits as Query.Best does.
func CompareHits(a, b Hit) int {
	return cmp.Or(cmp.Compare(b.Coverage, a.Coverage), cmp.Compare(a.Row, b.Row))
}

// Coverage returns the share of the query's total weight that a row contains, from 0 to 1.
func (q *MemoryQuery) Coverage(row int64) (sum float32) {
	if q.total <= 0 || row < 0 || row >= int64(len(q.memory.terms)) {
		return 0
	}
	for _, w := range q.words {
		sum += w.Weight * unit * float32(q.memory.terms[row].impact(w.Stem))
	}
	return min(1, sum/q.total)
}

// Contains reports whether a row contains all stems. No row contains an empty list.
func (m *Memory) Contains(row int64, stems []string) bool {
	if row < 0 || row >= int64(len(m.terms)) || len(stems) == 0 {
		return false
	}
	return !slices.ContainsFunc(stems, func(stem string) bool { return m.terms[row].impact(stem) == 0 })
}

// HasWord reports whether a document contains a word, in the singular or the plural.
func (m *Memory) HasWord(word string) bool { return m.Count(current.stemOf(word)) > 0 }

// Share returns the share of the documents with word that also contain other, or -1 if one of the words is in no document.
func (m *Memory) Share(word, other string) float64 {
	stem, with := current.stemOf(word), current.stemOf(other)
	if m.Count(stem) == 0 || m.Count(with) == 0 {
		return -1
	}
	both := 0
	for _, p := range m.lists[stem] {
		if m.terms[p.row()].impact(with) > 0 {
			both++
		}
	}
	return float64(both) / float64(m.Count(stem))
}

// IsBrand reports whether a phrase is the brand of a document, as Index.IsBrand does.
func (m *Memory) IsBrand(phrase string) bool {
	return slices.ContainsFunc(brandKeys(phrase), func(key string) bool { return len(m.lists[key]) > 0 })
}

// Exact returns at most limit rows that match the text by brand or model number, and a function that reports whether a
// row matches, even beyond the limit.
func (m *Memory) Exact(text string, limit int) (rows []int64, has func(row int64) bool) {
	keys := current.queryKeys(text)
	for _, key := range keys {
		for _, p := range m.lists[key] {
			if len(rows) < limit {
				rows = append(rows, p.row())
			}
		}
	}
	return rows, func(row int64) bool {
		return row >= 0 && row < int64(len(m.terms)) &&
			slices.ContainsFunc(m.terms[row].keys, func(key string) bool { return slices.Contains(keys, key) })
	}
}
