package main

import (
	"time"

	"shopfyp.dev/shared/catalog"
)

// A period is a sale: a discount in percent, its first moment, and the first moment after it.
type period struct {
	percent    int
	start, end time.Time
}

// periods are the sales that chance deals. From 2025 on, one runs at any time. The others have ended, or begin later.
var periods = []period{
	{start: day(2025, time.November, 1), end: day(2035, time.November, 1)},
	{start: day(2025, time.March, 1)}, // no end
	{start: day(2025, time.June, 1), end: day(2025, time.June, 16)},
	{start: day(2030, time.November, 18), end: day(2030, time.December, 3)},
}

// backorderDates are the days on which products that are on backorder ship.
var backorderDates = []time.Time{
	day(2030, time.January, 21), day(2030, time.April, 9), day(2030, time.September, 2), day(2031, time.February, 17),
}

func day(year int, month time.Month, d int) time.Time {
	return time.Date(year, month, d, 0, 0, 0, 0, time.UTC)
}

// setStock sets the availability of a product without one. More variants than other products are sold out.
func (k *kind) setStock(p *catalog.Product) {
	if p.Availability != "" {
		return
	}
	soldOut, discontinued, backorder := 20, 6, 8 // per thousand
	if p.GroupID != "" {
		soldOut, discontinued, backorder = 160, 0, 60
	}
	d := newDice("availability " + string(p.ID))
	switch roll := d.below(1000); {
	case roll < soldOut:
		p.Availability = catalog.OutOfStock
	case roll < soldOut+discontinued:
		p.Availability = catalog.Discontinued
	case roll < soldOut+discontinued+backorder:
		p.Availability, p.AvailabilityDate = catalog.Backorder, backorderDates[d.below(len(backorderDates))]
	}
}

// salePercent is the percentage of products with a sale, if their kind has none.
const salePercent = 5

// setSale sets the sale price of some products. Variants of one product have the same sale. A product whose kind has a
// sale has no list price, so that the saving is that of the sale.
func (k *kind) setSale(p *catalog.Product) {
	s := k.sale
	if s.percent > 0 {
		p.ListPrice = catalog.Money{}
	} else {
		d := newDice("sale " + string(p.ID))
		if p.GroupID != "" || !d.percent(salePercent) {
			return
		}
		s = periods[d.below(len(periods))]
		s.percent = 10 + 5*d.below(6)
	}
	p.SalePrice, p.SaleStart, p.SaleEnd = reduced(p.Price, s.percent), s.start, s.end
}

// reduced returns the price less a percentage, with an ending of 99 cents.
func reduced(price catalog.Money, percent int) catalog.Money {
	dollars := price.Amount * int64(100-percent) / 100 / 100
	price.Amount = max(dollars, 1)*100 - 1
	return price
}
