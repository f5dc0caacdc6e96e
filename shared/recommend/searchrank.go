package recommend

import (
	"cmp"
	"fmt"
	"slices"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/query"
	"shopfyp.dev/shared/rule"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/vector"
)

// Weights relative to the cosine of query and product. DefaultWordsWeight was chosen by cross-validation.
// The others are not tuned. docs/relevance.md shows the gain from each.
const (
	// DefaultWordsWeight is the weight of word coverage.
	DefaultWordsWeight = .25

	hintWeight     = .02 // bonus or penalty for colors and for exclusions
	otherRecipient = .05 // penalty of a product for other recipients
	unknownPrice   = .05 // penalty of a product without a known price, if the query has price bounds
	unknownRating  = .05 // penalty of a product without ratings, if the query has a minimum rating
	exactWeight    = 10  // bonus for an exact brand or model number; outweighs everything but a product number
)

// Numbers of candidates. Larger numbers do not improve the results of the judged queries: 100 candidates of each
// kind give the same products. But in a quantized index of a million vectors, a search for 100 takes seven times
// as long as a search for 10.
const (
	minVectorCandidates = 20
	maxWordCandidates   = 50
)

// A request is a search of a View.
type request struct {
	text        string // as typed
	vector      []float32
	words       string // search words
	filters     *query.Filters
	wordsWeight float32
	showAdult   bool
	hideSoldOut bool
	pins        []rule.Place // by position
}

// A candidate is a product and its score.
type candidate struct {
	row   int64
	score float32
}

// search returns the cards of the products that match a request, best first, one variant of each product. Products with
// the request's number come first, and products that cannot be bought last. Of a request with pins it returns some more, to
// fill the places of pins that do not apply. The result is closest if the shop probably sells nothing that the shopper wants,
// or only products with what the shopper excludes.
func (v *View) search(r request, limit int) (f searched, err error) {
	s, err := v.newSearcher(r, limit)
	if err != nil {
		return searched{}, fmt.Errorf("index %s: %w", v.Version, err)
	}
	ranked, err := s.rank(limit)
	if err != nil {
		return searched{}, fmt.Errorf("index %s: %w", v.Version, err)
	}
	f.closest = s.match == closest || len(ranked) > 0 && s.isExcluded(ranked[0].row)
	if f.cards, err = s.cardsOf(ranked); err != nil {
		return searched{}, err
	}
	if f.pinned, err = s.pinnedCards(limit); err != nil {
		return searched{}, fmt.Errorf("index %s: %w", v.Version, err)
	}
	if len(f.pinned) == 0 {
		f.cards = f.cards[:min(len(f.cards), limit)]
	}
	return f, nil
}

// A searcher finds and scores the candidates of one request.
type searcher struct {
	*View
	request
	numbered []int64   // rows with a product number of the request
	query    WordQuery // nil without a lexicon
	exact    ExactMatches

	exclusions []exclusion
	excludes   map[int64]bool // results of isExcluded

	first   []vector.Hit // see nearestHits
	match   match
	decoded map[int64]catalog.Card // see card
}

func (v *View) newSearcher(r request, limit int) (*searcher, error) {
	s := &searcher{View: v, request: r}
	s.prepare(limit)
	s.numbered = v.byNumbers(r.text)
	if v.Lexicon == nil {
		return s, nil
	}
	found, err := v.Lexicon.NewQuery(r.words)
	if err != nil {
		return nil, err
	}
	s.query = wordsWhere(found, s.condition())
	if err := s.newExclusions(); err != nil {
		return nil, err
	}
	s.exact, err = v.Lexicon.Exact(r.words, maxWordCandidates)
	return s, err
}

// rank returns at most limit candidates, best first.
func (s *searcher) rank(limit int) ([]candidate, error) {
	found, err := s.byVector(max(limit, minVectorCandidates))
	if err != nil {
		return nil, err
	}
	if s.judge(found) == nothing {
		return nil, nil
	}
	if found, err = s.addRows(found, s.numbered); err != nil {
		return nil, err
	}
	if found, err = s.byWords(found); err != nil {
		return nil, err
	}
	if err := s.score(found); err != nil {
		return nil, err
	}
	slices.SortFunc(found, s.compare)
	if err := s.sort(found); err != nil {
		return nil, err
	}
	return s.chooseVariants(found, limit+len(s.pins))
}

// judge sets the match of the search by its nearest candidates. A brand or a number of the catalog is always a match.
func (s *searcher) judge(nearest []candidate) match {
	if len(nearest) == 0 || len(s.numbered) > 0 || s.exact != nil && len(s.exact.Rows()) > 0 {
		return matches
	}
	s.match = s.View.match(s.words, nearest[0].score)
	return s.match
}

// compare orders candidates, best first.
func (s *searcher) compare(a, b candidate) int {
	return cmp.Or(s.class(a.row)-s.class(b.row), cmp.Compare(b.score, a.score), cmp.Compare(a.row, b.row))
}

// class returns 0 for a product whose number the shopper typed, 2 for one with a thing that the shopper excludes, 3 for
// one that cannot be bought, and 1 for all others.
func (s *searcher) class(row int64) int {
	switch {
	case slices.Contains(s.numbered, row):
		return 0
	case s.Cards.Flags(row)&snapshot.Unavailable != 0:
		return 3
	case s.isExcluded(row):
		return 2
	}
	return 1
}

// fits reports whether the search may find a row: its price and its rating fit or are unknown, and the shop shows it in
// searches.
func (s *searcher) fits(row int64) bool {
	flags := s.Cards.Flags(row)
	if flags&snapshot.Adult != 0 && !s.showAdult || flags&snapshot.Unavailable != 0 && s.hideSoldOut {
		return false
	}
	return !s.isBlocked(row) && s.priceFits(s.filters, row) && s.ratingFit(row) != query.Misses
}

// ratingFit compares the rating of a row with the filters. Only a search for a minimum rating reads cards.
func (s *searcher) ratingFit(row int64) query.Fit {
	if s.filters.MinRating == 0 {
		return query.Fits
	}
	card, err := s.card(row)
	if err != nil {
		return query.Unknown
	}
	return s.filters.RatingFit(card.Rating)
}

// byVector returns the nearest rows that fit, up to the n-th product that can be bought and has no excluded thing. The score is the cosine.
// If too few fit, it searches deeper, up to maxNeighbors.
func (s *searcher) byVector(n int) (found []candidate, err error) {
	maxAsked := max(n, maxNeighbors)
	for asked := n; ; asked *= 4 {
		hits, more, err := s.nearestHits(min(asked, maxAsked), asked > n)
		if err != nil {
			return nil, fmt.Errorf("search: %w", err)
		}
		found = found[:0]
		products := make(map[int64]bool, n) // groups that can be bought
		for i := 0; i < len(hits) && len(products) < n; i++ {
			row := hits[i].Row
			if !s.fits(row) {
				continue
			}
			found = append(found, candidate{row, cosine(hits[i].Distance)})
			if s.Cards.Flags(row)&snapshot.Unavailable == 0 && !s.isExcluded(row) {
				products[s.Cards.Group(row)] = true
			}
		}
		if len(products) >= n || asked >= maxAsked || !more {
			return found, nil
		}
	}
}

// cosine returns the cosine of two vectors of length 1 from their squared distance.
func cosine(squaredL2 float32) float32 { return 1 - squaredL2/2 }

// byWords adds the rows that match the words, or that have the exact brand or model number of the request.
func (s *searcher) byWords(found []candidate) ([]candidate, error) {
	if s.query == nil {
		return found, nil
	}
	var rows []int64
	for _, h := range s.query.Best(maxWordCandidates, s.fits) {
		rows = append(rows, h.Row)
	}
	return s.addRows(found, append(rows, s.exact.Rows()...))
}

// addRows adds the rows that fit and are not candidates yet. The score is the cosine.
func (s *searcher) addRows(found []candidate, rows []int64) ([]candidate, error) {
	known := make(map[int64]bool, 2*len(found))
	for _, c := range found {
		known[c.row] = true
	}
	for _, row := range rows {
		if known[row] || !s.fits(row) {
			continue
		}
		known[row] = true
		vec, err := s.Index.Vector(row)
		if err != nil {
			return nil, fmt.Errorf("vector of row %d: %w", row, err)
		}
		found = append(found, candidate{row, cosineOf(s.vector, vec)})
	}
	return found, nil
}

// score adds to the cosines the scores of words, how well the candidates match the filters, and the changes by rules.
func (s *searcher) score(found []candidate) error {
	for i := range found {
		c := &found[i]
		if s.query != nil {
			c.score += s.wordsWeight * s.query.Coverage(c.row)
			if s.exact.Has(c.row) {
				c.score += exactWeight
			}
		}
		hint, err := s.hint(c.row)
		if err != nil {
			return err
		}
		c.score += hint + s.boost(c.row)
	}
	return nil
}

// hint returns the bonuses and penalties of a row for how well it matches the filters.
func (s *searcher) hint(row int64) (hint float32, err error) {
	f := s.filters
	if f.HasPrice() && f.PriceFit(s.price(row)) == query.Unknown {
		hint -= unknownPrice
	}
	if s.ratingFit(row) == query.Unknown {
		hint -= unknownRating
	}
	if s.Lexicon != nil {
		attributes := query.Attributes(s.Lexicon.Attributes(row))
		hint += hintWeight * float32(f.ColorFit(attributes))
		if f.HasOtherRecipient(attributes) {
			hint -= otherRecipient
		}
	}
	if len(f.Exclusions) > 0 {
		card, err := s.card(row)
		if err != nil {
			return 0, err
		}
		hint += hintWeight * float32(f.ExclusionFit(card.Title))
	}
	return hint, nil
}

// priceFits reports whether a row's price is within the bounds of f or unknown.
func (v *View) priceFits(f *query.Filters, row int64) bool {
	return !f.HasPrice() || f.PriceFit(v.price(row)) != query.Misses
}
