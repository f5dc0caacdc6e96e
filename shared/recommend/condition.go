package recommend

import (
	"slices"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/query"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/vector"
)

// A Condition is what a search engine can check of products while it searches. It never rejects a product that the caller
// would accept, so the caller still checks each hit.
type Condition struct {
	Buyable  bool          // only products that can be bought
	NotAdult bool          // no products for adults only
	MinPrice catalog.Money // zero: no bound. Unknown prices, other currencies and products with a sale are within bounds.
	MaxPrice catalog.Money
	Without  query.Attributes // no products with one of these attributes
	Except   []int64          // groups, see Cards.Group
}

// maxExcept bounds the length of Condition.Except. The caller filters out the rest.
const maxExcept = 200

// Allows reports whether a product satisfies the condition, except for its group.
func (c *Condition) Allows(flags snapshot.Flags, price catalog.Money, attributes query.Attributes) bool {
	if c.Buyable && flags&snapshot.Unavailable != 0 || c.NotAdult && flags&snapshot.Adult != 0 || attributes&c.Without != 0 {
		return false
	}
	if flags&snapshot.HasSale != 0 || price.IsZero() {
		return true
	}
	return (c.MinPrice.Currency != price.Currency || price.Amount >= c.MinPrice.Amount) &&
		(c.MaxPrice.Currency != price.Currency || price.Amount <= c.MaxPrice.Amount)
}

// A FilteringIndex is an index that checks a Condition while it searches.
type FilteringIndex interface {
	vector.Index
	// Where returns an index that finds only products that satisfy the condition.
	Where(c Condition) vector.Index
}

// A FilteringQuery is a WordQuery that checks a Condition while it searches.
type FilteringQuery interface {
	WordQuery
	// Where returns a query whose Best finds only products that satisfy the condition.
	Where(c Condition) WordQuery
}

// where returns the index that checks the condition, or the index itself if it cannot.
func where(index vector.Index, c Condition) vector.Index {
	if f, ok := index.(FilteringIndex); ok {
		return f.Where(c)
	}
	return index
}

// wordsWhere returns the query that checks the condition, or the query itself if it cannot.
func wordsWhere(q WordQuery, c Condition) WordQuery {
	if f, ok := q.(FilteringQuery); ok {
		return f.Where(c)
	}
	return q
}

// exceptOf returns the groups in order, at most maxExcept.
func exceptOf(groups map[int64]bool) []int64 {
	all := make([]int64, 0, len(groups))
	for group := range groups {
		all = append(all, group)
	}
	slices.Sort(all)
	return all[:min(len(all), maxExcept)]
}
