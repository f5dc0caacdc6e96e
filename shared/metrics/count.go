package metrics

// A Count is the name of a counter.
type Count string

// Counters of products in lists.
const (
	Impressions Count = "impressions"
	Repeats     Count = "repeats" // impressions of a product that the same list showed the shopper before
	Clicks      Count = "clicks"
	Dismissals  Count = "dismissals"
	Views       Count = "views" // of product pages
	Baskets     Count = "baskets"
	Checkouts   Count = "checkouts"
	Purchases   Count = "purchases"
	Units       Count = "units" // bought products, with their quantities

	// Revenue, followed by a currency, is the price of the bought units in minor units: "revenue.EUR".
	Revenue Count = "revenue."
)

// Shoppers is the number of shoppers of an arm: of those who saw something of it for the first time.
const Shoppers Count = "shoppers"

// Counters of queries.
const (
	Searches  Count = "searches"
	Answers   Count = "answers"   // result pages that were seen
	Empty     Count = "empty"     // result pages without a product
	Corrected Count = "corrected" // result pages of a corrected query
	Clicked   Count = "clicked"   // result pages of which a product was opened
)

// Counts are counters by name.
type Counts map[Count]int64

// Add adds other to c.
func (c Counts) Add(other Counts) {
	for name, n := range other {
		c[name] += n
	}
}
