package overlay

import (
	"slices"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/lexical"
	"shopfyp.dev/shared/recommend"
)

// lexicon is the lexicon of a snapshot and its changes.
type lexicon struct {
	snapshot recommend.Lexicon
	*state
}

var _ recommend.Lexicon = lexicon{}

// NewQuery implements recommend.Lexicon. Words that the snapshot has keep the weights that they have there, so the
// scores of its products do not change. Words that only changed products have are added.
func (l lexicon) NewQuery(text string) (recommend.WordQuery, error) {
	q, err := l.snapshot.NewQuery(text)
	if err != nil {
		return nil, err
	}
	total := q.Total()
	var words []lexical.Word
	stems := lexical.QueryWords(text)
	for _, stem := range stems {
		weight := l.snapshot.Weight(stem)
		if weight == 0 {
			weight = l.newWeight(stem)
			total += weight
		}
		if weight > 0 {
			words = append(words, lexical.Word{Stem: stem, Weight: weight})
		}
	}
	scale := float32(1)
	if own := q.Total(); own != total {
		scale = own / total
	}
	return wordQuery{q, l.words.NewQuery(words, total), l.state, stems, scale, total}, nil
}

// newWeight returns the weight of a stem that only changed products have, or 0.
func (l lexicon) newWeight(stem string) float32 {
	df := l.words.Count(stem)
	if df == 0 {
		return 0
	}
	return lexical.Weight(l.first+int64(len(l.rows)), df)
}

// Exact implements recommend.Lexicon.
func (l lexicon) Exact(text string, limit int) (recommend.ExactMatches, error) {
	found, err := l.snapshot.Exact(text, limit)
	if err != nil {
		return nil, err
	}
	changed, has := l.words.Exact(text, limit)
	m := exactMatches{found, l.state, has, nil}
	for _, row := range changed {
		m.rows = append(m.rows, l.first+row)
	}
	for _, row := range found.Rows() {
		if !l.isMoved(row) && len(m.rows) < limit {
			m.rows = append(m.rows, row)
		}
	}
	return m, nil
}

// Weight implements recommend.Lexicon.
func (l lexicon) Weight(stem string) float32 {
	if weight := l.snapshot.Weight(stem); weight > 0 {
		return weight
	}
	return l.newWeight(stem)
}

// HasWord implements recommend.Lexicon.
func (l lexicon) HasWord(word string) bool { return l.snapshot.HasWord(word) || l.words.HasWord(word) }

// Share implements recommend.Lexicon. For words that the snapshot has, it is the share there.
func (l lexicon) Share(word, other string) float64 {
	if share := l.snapshot.Share(word, other); share >= 0 {
		return share
	}
	return l.words.Share(word, other)
}

// IsBrand implements recommend.Lexicon.
func (l lexicon) IsBrand(phrase string) bool {
	return l.snapshot.IsBrand(phrase) || l.words.IsBrand(phrase)
}

// Price implements recommend.Lexicon.
func (l lexicon) Price(row int64) catalog.Money {
	if p := l.at(row); p != nil {
		return p.card.Price
	}
	if o := l.offers[row]; o != nil {
		return o.price
	}
	return l.snapshot.Price(row)
}

// Attributes implements recommend.Lexicon.
func (l lexicon) Attributes(row int64) uint64 {
	if p := l.at(row); p != nil {
		return p.attributes
	}
	return l.snapshot.Attributes(row)
}

// wordQuery is a query of a lexicon.
type wordQuery struct {
	snapshot recommend.WordQuery
	changed  *lexical.MemoryQuery
	*state
	stems []string
	scale float32 // weight of the snapshot's words relative to all
	total float32
}

// Best implements recommend.WordQuery.
func (q wordQuery) Best(k int, allowed func(row int64) bool) []lexical.Hit {
	best := q.snapshot.Best(k, func(row int64) bool { return !q.isMoved(row) && allowed(row) })
	for i := range best {
		best[i].Coverage *= q.scale
	}
	for _, h := range q.changed.Best(k, func(row int64) bool { return allowed(q.first + row) }) {
		best = append(best, lexical.Hit{Row: q.first + h.Row, Coverage: h.Coverage})
	}
	slices.SortFunc(best, lexical.CompareHits)
	return best[:min(max(k, 0), len(best))]
}

// Coverage implements recommend.WordQuery.
func (q wordQuery) Coverage(row int64) float32 {
	if q.at(row) != nil {
		return q.changed.Coverage(row - q.first)
	}
	return q.scale * q.snapshot.Coverage(row)
}

// Contains implements recommend.WordQuery.
func (q wordQuery) Contains(row int64) bool {
	if q.at(row) != nil {
		return q.state.words.Contains(row-q.first, q.stems)
	}
	return q.snapshot.Contains(row)
}

// Total implements recommend.WordQuery.
func (q wordQuery) Total() float32 { return q.total }

// exactMatches are the exact matches in a lexicon.
type exactMatches struct {
	snapshot recommend.ExactMatches
	*state
	changed func(row int64) bool
	rows    []int64
}

// Rows implements recommend.ExactMatches.
func (m exactMatches) Rows() []int64 { return m.rows }

// Has implements recommend.ExactMatches.
func (m exactMatches) Has(row int64) bool {
	if m.at(row) != nil {
		return m.changed(row - m.first)
	}
	return m.snapshot.Has(row)
}
