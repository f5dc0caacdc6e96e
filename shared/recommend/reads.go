package recommend

import (
	"slices"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/query"
	"shopfyp.dev/shared/vector"
)

// engineReads tells a View what a request will read. A snapshot is in memory and has none of it. A search engine answers
// over the network, so its View reads many products with one call.
type engineReads struct {
	// Engine is the name of the search engine whose products the View has. They change in place. It is "" for a snapshot.
	Engine string
	// Expect says that the caller will read the products.
	Expect func(ids []catalog.ID)
	// Prepare reads what a search needs, at once.
	Prepare func(SearchReads)
	// Failed returns the first error of a read. Methods without an error then return nothing of value.
	Failed func() error
}

// SearchReads says what a search will read.
type SearchReads struct {
	Text      string // see Cards.ByNumber
	Words     string // see Lexicon.NewQuery and Lexicon.Exact
	Vector    []float32
	Condition Condition // of the hits by vector and by words
	Nearest   int       // hits by vector
	ByWords   int       // hits by words
	ByKey     int       // products of each number, brand and model number
}

// expect says that the caller will read products. In a snapshot it does nothing.
func (v *View) expect(ids ...catalog.ID) {
	if v.Expect != nil {
		v.Expect(ids)
	}
}

// failed returns the first error of a read that the caller may not have noticed.
func (v *View) failed() error {
	if v.Failed == nil {
		return nil
	}
	return v.Failed()
}

// prepare reads what the search needs, and makes its index check the search's condition.
func (s *searcher) prepare(limit int) {
	c := s.condition()
	filtered := *s.View
	filtered.Index = where(s.Index, c)
	s.View = &filtered
	if s.Prepare != nil {
		s.Prepare(SearchReads{
			Text: s.text, Words: s.words, Vector: s.vector, Condition: c,
			Nearest: max(limit, minVectorCandidates), ByWords: maxWordCandidates, ByKey: maxWordCandidates,
		})
	}
}

// condition returns the part of fits that a search engine can check.
func (s *searcher) condition() Condition {
	return Condition{
		Buyable: s.hideSoldOut, NotAdult: !s.showAdult, MinPrice: s.filters.MinPrice, MaxPrice: s.filters.MaxPrice, Except: s.blockedGroups(),
	}
}

// nearestHits returns the k nearest hits. more reports whether there may be others. In a deeper search than the first, a search
// engine leaves out products of the colors that the shopper excludes, except those of the first search: they are for the end
// of the results, and the first search found enough of them.
func (s *searcher) nearestHits(k int, deeper bool) (hits []vector.Hit, more bool, err error) {
	index, colors := s.Index, s.excludedColors()
	_, filters := index.(FilteringIndex)
	if deeper && filters && colors != 0 {
		c := s.condition()
		c.Without = colors
		index = where(index, c)
	}
	if hits, err = index.Search(s.vector, k); err != nil {
		return nil, false, err
	}
	more = len(hits) == k
	switch {
	case !filters || colors == 0:
	case !deeper:
		s.first = hits
	default:
		hits = append(slices.Clone(s.first), hits...)
		vector.SortHits(hits)
		hits = slices.CompactFunc(hits, func(a, b vector.Hit) bool { return a.Row == b.Row })
	}
	return hits, more, nil
}

// recommendable returns the part of isRecommendable and of price bounds that a search engine can check. excluded are groups.
func (v *View) recommendable(f *query.Filters, excluded map[int64]bool) Condition {
	c := Condition{Buyable: true, NotAdult: true, Except: exceptOf(excluded)}
	if f != nil {
		c.MinPrice, c.MaxPrice = f.MinPrice, f.MaxPrice
	}
	return c
}

// blockedGroups returns groups that rules block, in order.
func (v *View) blockedGroups() []int64 {
	if v.rules == nil {
		return nil
	}
	groups := make(map[int64]bool, len(v.rules.groups))
	for g := range v.rules.groups {
		groups[g] = true
	}
	return exceptOf(groups)
}
