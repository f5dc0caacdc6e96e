package recommend

import (
	"cmp"
	"fmt"
	"slices"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/query"
)

// How much what is not meaning weighs beside the cosine of query and product. That of words was chosen by
// cross-validation, the others are plain ones, not tuned; docs/relevance.md says what each gains.
const (
	// DefaultWordsWeight is that of the share of the query's words that the product holds.
	DefaultWordsWeight = .25

	hintWeight     = .02 // for or against: colour, and what is not wanted
	otherRecipient = .05 // against a product that says it is for somebody else
	unknownPrice   = .05 // against a product whose price is not known where one was asked for
	exactWeight    = 10  // of a brand or model number as it is written: before all else
)

// How many products are candidates. What is far behind by meaning can come to the front only by words, which bring it
// themselves: 100 of each find the same as these on judged queries, but a coded index of a million takes seven times
// as long for 100 as for 10.
const (
	byMeaningAtLeast = 20
	byWordsAtMost    = 50
)

// A request is a search as a View answers it.
type request struct {
	vector []float32
	words  string // of the query, those to look for
	wish   *query.Filters
	weight float32 // of words
}

// A candidate is a product that may be found, and why.
type candidate struct {
	row   int64
	score float32
}

// search returns the cards of the products that suit a request best, best first.
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

// rank returns the candidates of meaning and of words, best first.
func (v *View) rank(r request, limit int) ([]candidate, error) {
	found, err := v.byMeaning(r, max(limit, byMeaningAtLeast))
	if err != nil {
		return nil, err
	}
	if v.Lexicon != nil {
		if found, err = v.byWords(r, found); err != nil {
			return nil, err
		}
	}
	if err := v.addHints(r.wish, found); err != nil {
		return nil, err
	}
	slices.SortFunc(found, func(a, b candidate) int { return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.row, b.row)) })
	return found, nil
}

// byMeaning returns the n products nearest to the request of those whose price suits, scored by their cosine.
// It looks deeper where prices leave too few, up to maxNeighbours.
func (v *View) byMeaning(r request, n int) (found []candidate, err error) {
	most := max(n, maxNeighbours)
	for asked := n; ; asked *= 4 {
		hits, err := v.Index.Search(r.vector, min(asked, most))
		if err != nil {
			return nil, fmt.Errorf("search: %w", err)
		}
		found = found[:0]
		for _, h := range hits {
			if v.suits(r.wish, h.Row) {
				found = append(found, candidate{h.Row, cosine(h.Distance)})
			}
		}
		if len(found) >= n || asked >= most || len(hits) < asked {
			return found[:min(n, len(found))], nil
		}
	}
}

// cosine returns the cosine of two vectors of length 1 by the square of their distance.
func cosine(squaredL2 float32) float32 { return 1 - squaredL2/2 }

// byWords adds the products that hold the request's words, and to all scores what words say.
func (v *View) byWords(r request, found []candidate) ([]candidate, error) {
	query, err := v.Lexicon.NewQuery(r.words)
	if err != nil {
		return nil, err
	}
	exact, err := v.Lexicon.Exact(r.words, byWordsAtMost)
	if err != nil {
		return nil, err
	}
	has := make(map[int64]bool, 2*len(found))
	for _, c := range found {
		has[c.row] = true
	}
	add := func(row int64) error {
		if has[row] || !v.suits(r.wish, row) {
			return nil
		}
		has[row] = true
		vec, err := v.Index.Vector(row)
		if err != nil {
			return fmt.Errorf("vector of row %d: %w", row, err)
		}
		found = append(found, candidate{row, cosineOf(r.vector, vec)})
		return nil
	}
	for _, h := range query.Best(byWordsAtMost, func(row int64) bool { return v.suits(r.wish, row) }) {
		if err := add(h.Row); err != nil {
			return nil, err
		}
	}
	for _, row := range exact.Rows {
		if err := add(row); err != nil {
			return nil, err
		}
	}
	for i := range found {
		found[i].score += r.weight * query.Coverage(found[i].row)
		if exact.Has(found[i].row) {
			found[i].score += exactWeight
		}
	}
	return found, nil
}

// addHints adds to the scores what the wish says beside a price that misses.
func (v *View) addHints(w *query.Filters, found []candidate) error {
	for i := range found {
		c := &found[i]
		if w.HasPrice() && w.PriceFit(v.price(c.row)) == query.Unknown {
			c.score -= unknownPrice
		}
		if v.Lexicon != nil {
			attributes := query.Attributes(v.Lexicon.Attributes(c.row))
			c.score += hintWeight * float32(w.ColorFit(attributes))
			if w.HasOtherRecipient(attributes) {
				c.score -= otherRecipient
			}
		}
		if len(w.Exclusions) > 0 {
			card, err := v.Cards.Card(c.row)
			if err != nil {
				return err
			}
			c.score += hintWeight * float32(w.ExclusionFit(card.Title))
		}
	}
	return nil
}

// suits reports whether a row's price is not known to miss what the wish says of prices.
func (v *View) suits(w *query.Filters, row int64) bool {
	return !w.HasPrice() || w.PriceFit(v.price(row)) != query.Misses
}

// price returns a row's price, none where it is not known.
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
