package main

import "shopfyp.dev/shared/catalog"

// Endings of prices in cents, by price level.
var (
	centsCheap = []int64{99, 99, 49, 49, 79, 29, 95, 50}
	centsUsual = []int64{99, 99, 99, 99, 95, 95, 49, 0, 50}
	centsDear  = []int64{0, 0, 99, 99, 95}
)

// price returns a price between low and high dollars, plus adds.
func (d dice) price(low, high, adds int) catalog.Money {
	dollars := max(low+d.below(high-low+1)+adds, 2)
	return d.shopPrice(int64(dollars))
}

// shopPrice returns a price near dollars with a typical ending, such as 99 cents.
func (d dice) shopPrice(dollars int64) catalog.Money {
	var amount int64
	switch {
	case dollars < 9:
		amount = endIn(dollars, centsCheap[d.below(len(centsCheap))])
	case dollars < 150:
		amount = endIn(dollars, centsUsual[d.below(len(centsUsual))])
	default: // $1,409 rather than $1,413
		amount = (dollars/10*10+9)*100 + centsDear[d.below(len(centsDear))]
	}
	return catalog.Money{Amount: amount, Currency: "USD"}
}

// surcharged returns the price with a surcharge in dollars. A missing price stays missing.
func surcharged(price catalog.Money, dollars int) catalog.Money {
	if !price.IsZero() {
		price.Amount += int64(dollars) * 100
	}
	return price
}

// endIn returns the largest amount in cents that is at most dollars and ends in cents.
func endIn(dollars, cents int64) int64 {
	if cents == 0 {
		return dollars * 100
	}
	return (dollars-1)*100 + cents
}

// listPrice returns a list price for about half the products. It is usually
// higher, for a discount of 5 to 38 percent, and sometimes equal to the price.
func (d dice) listPrice(price catalog.Money) catalog.Money {
	switch {
	case d.percent(48):
		return catalog.Money{}
	case d.percent(8):
		return price
	}
	saving := int64(5 + min(d.below(34), d.below(34)))
	list := d.shopPrice(price.Amount/(100-saving) + 1)
	if list.Amount <= price.Amount {
		return price
	}
	return list
}

// ratingWeights are the weights of the ratings 3.1, 3.2 … 4.9.
var ratingWeights = []int{1, 1, 1, 2, 3, 4, 6, 8, 11, 15, 21, 29, 36, 42, 44, 38, 25, 11, 3}

// countWeights are the weights of ranges of rating counts, which start at 2, 4, 8 … 16,384.
var countWeights = []int{2, 4, 7, 10, 13, 15, 16, 15, 13, 10, 7, 4, 2, 1}

// rating returns a mean rating and the number of ratings.
func (d dice) rating() (mean float64, count int) {
	tenths := 31 + d.weighted(ratingWeights)
	floor := 2 << d.weighted(countWeights)
	return float64(tenths) / 10, floor + d.below(floor)
}
