package mapping

import "slices"

// ownColumns are the columns of a catalog.Product in JSON.
var ownColumns = []string{
	"productId", "title", "description", "brand", "color", "category", "price.amount", "price.currency",
	"listPrice.amount", "listPrice.currency", "rating", "ratingCount", "imageUrl", "url", "updatedAt",
}

// isOwn reports whether the columns are only those of our own products. In our products {"amount": 5} means five
// cents; in other files it means five dollars.
func isOwn(columns []string) bool {
	foreign := func(c string) bool { return !slices.Contains(ownColumns, c) }
	return slices.Contains(columns, "productId") && slices.Contains(columns, "title") && !slices.ContainsFunc(columns, foreign)
}
