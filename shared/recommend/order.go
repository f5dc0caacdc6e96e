package recommend

import (
	"cmp"
	"slices"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/query"
)

// relevantGap is the largest difference to the best score of a product that an order moves. Products below stay behind: the
// cheapest product of a query for cables is not the cheapest thing that has to do with cables.
const relevantGap = .1

// maxOrdered is the maximum number of products that an order moves.
const maxOrdered = 100

// sort sorts the relevant ones of candidates, which are sorted by score, by the order of the filters.
func (s *searcher) sort(found []candidate) error {
	if s.filters.Order == "" || len(found) == 0 {
		return nil
	}
	n := 0
	best := found[0]
	for n < len(found) && n < maxOrdered && s.class(found[n].row) == s.class(best.row) && found[n].score >= best.score-relevantGap {
		n++
	}
	cards := make(map[int64]catalog.Card, n)
	for _, c := range found[:n] {
		card, err := s.card(c.row)
		if err != nil {
			return err
		}
		card.Price = card.At(s.now).Price
		cards[c.row] = card
	}
	slices.SortStableFunc(found[:n], func(a, b candidate) int { return compareBy(s.filters.Order, cards[a.row], cards[b.row]) })
	return nil
}

// compareBy compares two cards by an order. Cards without the value come last.
func compareBy(order query.Order, a, b catalog.Card) int {
	switch order {
	case query.Cheapest:
		return cmp.Or(compareKnown(!a.Price.IsZero(), !b.Price.IsZero()), cmp.Compare(a.Price.Amount, b.Price.Amount))
	case query.Priciest:
		return cmp.Compare(b.Price.Amount, a.Price.Amount)
	case query.Newest:
		return b.UpdatedAt.Compare(a.UpdatedAt)
	case query.BestRated:
		return cmp.Compare(dampedRating(b), dampedRating(a))
	}
	return 0
}

func compareKnown(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// Ratings are damped as those of popular products are: one shopper with five stars proves less than a thousand with 4.8.
const (
	priorRating  = 3.5
	priorRatings = 10
)

// dampedRating returns the rating of a card as if priorRatings more shoppers had given priorRating.
func dampedRating(c catalog.Card) float64 {
	n := float64(c.RatingCount)
	if c.Rating > 0 && n == 0 {
		n = 1 // the feed has no counts
	}
	return (c.Rating*n + priorRating*priorRatings) / (n + priorRatings)
}
