package recommend

// A Ranker names a rule that chooses the products of a card.
type Ranker string

// The rankers.
const (
	// Interests interleaves the newest interactions, favors the newest and varies the products.
	Interests Ranker = "interests"
	// Original is the rule of the original ShopFYP: three products of each of three interactions, shuffled.
	Original Ranker = "original"
)

// Rankers holds all rankers, the default first.
var Rankers = []Ranker{Interests, Original}

// A pick is one product of a card and the reason that brought it.
type pick struct {
	row    int64
	reason Reason
}

const (
	showsPerPage = 2  // cards that show the same products before the next page follows
	pagedDepth   = 60 // products in all pages; after them the first page follows again
)

// pageAfter returns the page, from 0, that follows after seen cards of n products.
func pageAfter(seen, n int) int { return seen / showsPerPage % max(1, pagedDepth/n) }

// pageOf returns a page of n picks. After the last pick it continues with the first.
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
