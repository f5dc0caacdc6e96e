// Package query understands what shoppers type: it finds price bounds, exclusions, a recipient and colors
// in a query, and returns the rest as words to search for and as text to embed.
//
// The rules miss a filter rather than invent one. Each lies beside its parser: price.go, exclusion.go,
// recipient.go, color.go. The package does not rank: PriceFit, ExclusionFit, ColorFit and HasOtherRecipient
// compare a product with the filters, and the caller decides what a mismatch costs.
package query
