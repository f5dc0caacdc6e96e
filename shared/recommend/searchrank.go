package recommend

import (
	"cmp"
	"fmt"
	"slices"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/query"
)

// Weights relative to the cosine of query and product. DefaultWordsWeight was chosen by cross-validation.
// The others are not tuned. docs/relevance.md shows the gain from each.
const (
	// DefaultWordsWeight is the weight of word coverage.
	DefaultWordsWeight = .25

	hintWeight     = .02 // bonus or penalty for colors and for exclusions
	otherRecipient = .05 // penalty of a product for other recipients
	unknownPrice   = .05 // penalty of a product without a known price, if the query has price bounds
	exactWeight    = 10  // bonus for an exact brand or model number; outweighs everything else
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
	vector      []float32
	words       string // search words
	filters     *query.Filters
	wordsWeight float32
}

// A candidate is a product and its score.
type candidate struct {
	row   int64
	score float32
}

// search returns the cards of the products that match a request, best first.
func (v *View) search(r request, limit int) ([]catalog.Card, error) {
	found, err := v.rank(r, limit)
	if err != nil {
		return nil, fmt.Errorf("index %s: %w", v.Version, err)
	}
	cards := make([]catalog.Card, min(limit, len(found)))
	for i := range cards {
		if cards[i], err = v.Cards.Card(found[i].row); err != nil {
			return nil, fmt.Errorf("index %s: %w", v.Version, err)
		}
	}
	return cards, nil
}

// rank returns the candidates from vectors and words, best first.
func (v *View) rank(r request, limit int) ([]candidate, error) {
	found, err := v.byVector(r, max(limit, minVectorCandidates))
	if err != nil {
		return nil, err
	}
	if v.Lexicon != nil {
		if found, err = v.byWords(r, found); err != nil {
			return nil, err
		}
	}
	if err := v.addHints(r.filters, found); err != nil {
		return nil, err
	}
	slices.SortFunc(found, func(a, b candidate) int { return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.row, b.row)) })
	return found, nil
}

// byVector returns the n nearest products with fitting prices. The score is the cosine.
// If too few prices fit, it searches deeper, up to maxNeighbors.
func (v *View) byVector(r request, n int) (found []candidate, err error) {
	maxAsked := max(n, maxNeighbors)
	for asked := n; ; asked *= 4 {
		hits, err := v.Index.Search(r.vector, min(asked, maxAsked))
		if err != nil {
			return nil, fmt.Errorf("search: %w", err)
		}
		found = found[:0]
		for _, h := range hits {
			if v.priceFits(r.filters, h.Row) {
				found = append(found, candidate{h.Row, cosine(h.Distance)})
			}
		}
		if len(found) >= n || asked >= maxAsked || len(hits) < asked {
			return found[:min(n, len(found))], nil
		}
	}
}

// cosine returns the cosine of two vectors of length 1 from their squared distance.
func cosine(squaredL2 float32) float32 { return 1 - squaredL2/2 }

// byWords adds the products that match the words, or that have the exact brand or model number of the request.
// It then adds the word scores to all candidates.
func (v *View) byWords(r request, found []candidate) ([]candidate, error) {
	query, err := v.Lexicon.NewQuery(r.words)
	if err != nil {
		return nil, err
	}
	exact, err := v.Lexicon.Exact(r.words, maxWordCandidates)
	if err != nil {
		return nil, err
	}
	var rows []int64
	for _, h := range query.Best(maxWordCandidates, func(row int64) bool { return v.priceFits(r.filters, row) }) {
		rows = append(rows, h.Row)
	}
	if found, err = v.addRows(r, found, append(rows, exact.Rows...)); err != nil {
		return nil, err
	}
	for i := range found {
		found[i].score += r.wordsWeight * query.Coverage(found[i].row)
		if exact.Has(found[i].row) {
			found[i].score += exactWeight
		}
	}
	return found, nil
}

// addRows adds the rows with fitting prices that are not candidates yet. The score is the cosine.
func (v *View) addRows(r request, found []candidate, rows []int64) ([]candidate, error) {
	known := make(map[int64]bool, 2*len(found))
	for _, c := range found {
		known[c.row] = true
	}
	for _, row := range rows {
		if known[row] || !v.priceFits(r.filters, row) {
			continue
		}
		known[row] = true
		vec, err := v.Index.Vector(row)
		if err != nil {
			return nil, fmt.Errorf("vector of row %d: %w", row, err)
		}
		found = append(found, candidate{row, cosineOf(r.vector, vec)})
	}
	return found, nil
}

// addHints adds bonuses and penalties to the scores for how well the candidates match the filters.
func (v *View) addHints(f *query.Filters, found []candidate) error {
	for i := range found {
		c := &found[i]
		if f.HasPrice() && f.PriceFit(v.price(c.row)) == query.Unknown {
			c.score -= unknownPrice
		}
		if v.Lexicon != nil {
			attributes := query.Attributes(v.Lexicon.Attributes(c.row))
			c.score += hintWeight * float32(f.ColorFit(attributes))
			if f.HasOtherRecipient(attributes) {
				c.score -= otherRecipient
			}
		}
		if len(f.Exclusions) > 0 {
			card, err := v.Cards.Card(c.row)
			if err != nil {
				return err
			}
			c.score += hintWeight * float32(f.ExclusionFit(card.Title))
		}
	}
	return nil
}

// priceFits reports whether a row's price is within the bounds of f or unknown.
func (v *View) priceFits(f *query.Filters, row int64) bool {
	return !f.HasPrice() || f.PriceFit(v.price(row)) != query.Misses
}

// price returns a row's price, or the zero price if it is unknown.
func (v *View) price(row int64) catalog.Money {
	if v.Lexicon != nil {
		return v.Lexicon.Price(row)
	}
	card, err := v.Cards.Card(row)
	if err != nil {
		return catalog.Money{}
	}
	return card.Price
}
