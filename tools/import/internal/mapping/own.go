package mapping

import "slices"

// ownColumns are the columns of products as catalog.Product is written in JSON.
var ownColumns = []string{
	"productId", "title", "description", "brand", "color", "category", "price.amount", "price.currency",
	"listPrice.amount", "listPrice.currency", "rating", "ratingCount", "imageUrl", "url", "updatedAt",
}

// isOwn reports whether the columns are those of our own products, and no others.
// Elsewhere {"amount": 5} is five dollars; in ours it is five cents.
func isOwn(columns []string) bool {
	foreign := func(c string) bool { return !slices.Contains(ownColumns, c) }
	return slices.Contains(columns, "productId") && slices.Contains(columns, "title") && !slices.ContainsFunc(columns, foreign)
}
