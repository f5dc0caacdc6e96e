// Package query understands what shoppers type: it finds price bounds, exclusions, a recipient and colors
// in a query. It also returns the search words and the text to embed.
//
// When in doubt, a rule misses a filter instead of inventing one. The rules are in price.go (with
// amount.go, currency.go and spelledout.go), exclusion.go, negation.go, recipient.go and color.go. names.go keeps them off
// the names of the catalog. The package does not rank products. PriceFit, ExclusionFit, ColorFit and
// HasOtherRecipient compare a product with the filters, and the caller chooses the penalty for a mismatch.
package query
