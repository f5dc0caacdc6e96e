package main

import (
	"math"
	"math/rand/v2"
	"slices"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/recommend"
)

// Parameters of the click model.
const (
	examinationDecay = .7  // a shopper looks at position k with probability 1/(k+1)^.7
	attractsLiked    = .35 // probability of a click on a product of a category that the shopper likes, once they look at it
	attractsOther    = .04 // the same for other products
	addsToBasket     = .3  // probability of adding an opened product to the basket
	buys             = .5  // probability of buying a product in the basket
	dismisses        = .05 // probability of rejecting a product of a card, of a category that the shopper does not like, once they look at it
	searches         = .35 // probability that a page is a search, and not a card
	seesSimilar      = .5  // probability of scrolling to the similar products of an opened product
	likedCategories  = 2   // number of categories that a shopper likes
)

// oddQueries are searched for now and then: with a typing error, for a recipient, and for what the shop does not have.
var oddQueries = []string{"blutooth speker", "shoes for my 10-year-old son", "a gift for a coffee lover", "cheap lamp", "xqzvw jjkkq", "chainsaw helicopter parts"}

// preferences are the categories that a shopper likes.
type preferences []string

// newPreferences draws the categories of a shopper.
func newPreferences(random *rand.Rand, categories []string) (p preferences) {
	for _, i := range random.Perm(len(categories))[:min(likedCategories, len(categories))] {
		p = append(p, categories[i])
	}
	return p
}

// likes reports whether a product belongs to a category that the shopper likes.
func (p preferences) likes(card *catalog.Card) bool {
	return slices.ContainsFunc(card.Category, func(name string) bool { return slices.Contains(p, name) })
}

// query draws a search.
func (p preferences) query(random *rand.Rand) string {
	if len(p) == 0 || random.Float64() < .25 {
		return oddQueries[random.IntN(len(oddQueries))]
	}
	return p[random.IntN(len(p))]
}

// examination returns the probability with which a shopper looks at a position, from 0.
func examination(position int) float64 { return math.Pow(float64(position+1), -examinationDecay) }

// dismissed returns the position of a product that a shopper rejects, or false.
func (p preferences) dismissed(random *rand.Rand, products []recommend.Recommendation) (position int, ok bool) {
	for i := range products {
		if !p.likes(&products[i].Card) && random.Float64() < examination(i)*dismisses {
			return i, true
		}
	}
	return 0, false
}

// clicked returns the positions of the products that a shopper opens.
func (p preferences) clicked(random *rand.Rand, products []recommend.Recommendation) (positions []int) {
	for i := range products {
		attraction := attractsOther
		if p.likes(&products[i].Card) {
			attraction = attractsLiked
		}
		if random.Float64() < examination(i)*attraction {
			positions = append(positions, i)
		}
	}
	return positions
}
