package mapping

import "slices"

// ownName is the name of the platform of our own products.
const ownName = "ShopFYP"

// isOwn reports whether the columns are only those of our own products. In our products {"amount": 5} means five
// cents; in other files it means five dollars.
func isOwn(columns []string) bool {
	i := slices.IndexFunc(platforms, func(p *Platform) bool { return p.Name == ownName })
	own := platforms[i]
	foreign := func(c string) bool { return !slices.Contains(own.Ignore, c) && !own.has(c) }
	return slices.Contains(columns, "productId") && slices.Contains(columns, "title") && !slices.ContainsFunc(columns, foreign)
}

// has reports whether a column fills a field.
func (p *Platform) has(column string) bool {
	for _, names := range p.Fields {
		if slices.Contains(names, column) {
			return true
		}
	}
	return false
}
