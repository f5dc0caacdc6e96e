// Package rule holds the rules by which the people who run a shop influence its rankings: pin a product to a place in the
// results of a query, lift or lower products by brand, category or attribute, and block a product.
//
// A Rule is one rule, a Store keeps all of them, and a Set holds one version of them, ready to look up. Live keeps the
// newest Set of a Store in memory. The package does not rank: package recommend applies a Set.
package rule
