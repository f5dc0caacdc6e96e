// Package refine learns from searches. It moves the vector of a product toward the queries after which shoppers opened
// the product, so that a search for what people call a thing finds it although its title does not say so.
//
// The package counts shoppers, not clicks: docs/relevance.md explains the limits that protect against poisoned logs.
package refine
