package catalog

import "time"

// At returns the product as shoppers see it at a time. Price is the current price. During a sale, ListPrice is the
// higher price and SaleEnd the end of the sale. The other fields of the sale, and all of them outside a sale, are empty.
func (p Product) At(now time.Time) Product {
	s := sale{p.Price, p.ListPrice, p.SalePrice, p.SaleStart, p.SaleEnd}.at(now)
	p.Price, p.ListPrice, p.SalePrice, p.SaleStart, p.SaleEnd = s.price, s.list, s.reduced, s.start, s.end
	return p
}

// At returns the card as shoppers see it at a time, like Product.At. UpdatedAt is empty: only rankings need it.
func (c Card) At(now time.Time) Card {
	s := sale{c.Price, c.ListPrice, c.SalePrice, c.SaleStart, c.SaleEnd}.at(now)
	c.Price, c.ListPrice, c.SalePrice, c.SaleStart, c.SaleEnd = s.price, s.list, s.reduced, s.start, s.end
	c.UpdatedAt = time.Time{}
	return c
}

// A sale holds the prices of a product and the dates of its sale.
type sale struct {
	price, list, reduced Money
	start, end           time.Time
}

// applies reports whether the sale price is the current price. A sale price above the price is an error in the feed.
func (s sale) applies(now time.Time) bool {
	return !s.reduced.IsZero() && (s.price.IsZero() || s.reduced.Amount < s.price.Amount) &&
		!now.Before(s.start) && (s.end.IsZero() || now.Before(s.end))
}

// at returns the sale as Product.At describes it.
func (s sale) at(now time.Time) sale {
	if !s.applies(now) {
		return sale{price: s.price, list: s.list}
	}
	list := s.list
	if list.IsZero() || list.Amount < s.price.Amount {
		list = s.price
	}
	return sale{price: s.reduced, list: list, end: s.end}
}
