package recommend

// A Ranker names a rule by which cards are chosen.
type Ranker string

// The rankers.
const (
	// Interests takes turns among the newest interactions, the newest most often, and is varied.
	Interests Ranker = "interests"
	// Original is the rule of the original ShopFYP: three of each of three interactions, shuffled.
	Original Ranker = "original"
)

// Rankers are all, the default first.
var Rankers = []Ranker{Interests, Original}

// A card shown cardShows times without anything done about it gives way to the next best.
const cardShows = 2

// followingDepth is how many products are gone through, card after card, before the first come again.
const followingDepth = 60

// cardAt returns which card, from 0, follows after seen shows of cards of n products.
func cardAt(seen, n int) int { return seen / cardShows % max(1, followingDepth/n) }

// turnTo returns card number at of n picks each; past the last pick the first come again.
func turnTo(picks []pick, at, n int) []pick {
	if len(picks) <= n {
		return picks
	}
	card := make([]pick, n)
	for i := range card {
		card[i] = picks[(at*n+i)%len(picks)]
	}
	return card
}
