package engine

import (
	"slices"

	"shopfyp.dev/shared/lexical"
	"shopfyp.dev/shared/recommend"
)

// wordQuery scores the products of a session by the words of a query.
type wordQuery struct {
	*session
	*parsedWords
	text      string
	condition recommend.Condition
}

var _ recommend.FilteringQuery = wordQuery{}

// Where implements recommend.FilteringQuery.
func (q wordQuery) Where(c recommend.Condition) recommend.WordQuery {
	q.condition = c
	return q
}

// Best implements recommend.WordQuery. If the caller allows few of the hits, it asks for more.
func (q wordQuery) Best(k int, allowed func(row int64) bool) []lexical.Hit {
	if q.total <= 0 || k <= 0 {
		return nil
	}
	for asked := k; ; asked *= 4 {
		asked = min(asked, MaxHits)
		rows, complete := q.find(asked)
		best := q.allowed(rows, allowed)
		if len(best) >= k || complete || asked == MaxHits || q.failed() != nil {
			return best[:min(k, len(best))]
		}
	}
}

// find returns the best rows, at most k. complete reports whether there are no others.
func (q wordQuery) find(k int) (rows []int64, complete bool) {
	if rows, complete, ok := q.prepared.byWords(q.text, k, q.condition); ok {
		return rows, complete
	}
	if q.failed() != nil {
		return nil, true
	}
	found, err := q.collection.ByWords(q.ctx, q.words, k, q.condition)
	if err != nil {
		q.fail(err)
		return nil, true
	}
	_, rows = q.addHits(found)
	return rows, len(found) < k
}

// allowed returns the hits that the caller allows, best first, ties in row order.
func (q wordQuery) allowed(rows []int64, allowed func(row int64) bool) []lexical.Hit {
	best := make([]lexical.Hit, 0, len(rows))
	for _, row := range rows {
		if allowed(row) {
			best = append(best, lexical.Hit{Row: row, Coverage: q.Coverage(row)})
		}
	}
	slices.SortFunc(best, lexical.CompareHits)
	return best
}

// Coverage implements recommend.WordQuery.
func (q wordQuery) Coverage(row int64) (sum float32) {
	p := q.product(row)
	if q.total <= 0 || p == nil {
		return 0
	}
	for _, w := range q.words {
		sum += w.Score * p.score(w.ID)
	}
	return min(1, sum/q.total)
}

// Contains implements recommend.WordQuery.
func (q wordQuery) Contains(row int64) bool {
	p := q.product(row)
	if p == nil || len(q.words) == 0 || len(q.words) < q.asked {
		return false
	}
	return !slices.ContainsFunc(q.words, func(w Word) bool { return p.score(w.ID) == 0 })
}

// Total implements recommend.WordQuery.
func (q wordQuery) Total() float32 { return q.total }
