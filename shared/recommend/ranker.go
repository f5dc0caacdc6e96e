package recommend

// A Ranker names an algorithm that chooses the products of a card.
type Ranker string

// The rankers.
const (
	// Interests interleaves products for the newest interactions. It favors newer interactions and avoids similar products.
	Interests Ranker = "interests"
	// Original is the algorithm of the original ShopFYP: three products for each of three interactions, shuffled.
	Original Ranker = "original"
)

// Rankers holds all rankers, the default first.
var Rankers = []Ranker{Interests, Original}

// A pick is one product of a card, with its reason.
type pick struct {
	row    int64
	reason Reason
}

const (
	showsPerPage = 2  // number of times that a page is shown before the next page follows
	pagedDepth   = 60 // number of products on all pages; the first page follows the last
)

// pageAfter returns the number of the page, from 0, that follows seen cards of n products.
func pageAfter(seen, n int) int { return seen / showsPerPage % max(1, pagedDepth/n) }

// pageOf returns a page of n picks. The first pick follows the last.
func pageOf(picks []pick, page, n int) []pick {
	if len(picks) <= n {
		return picks
	}
	card := make([]pick, n)
	for i := range card {
		card[i] = picks[(page*n+i)%len(picks)]
	}
	return card
}
