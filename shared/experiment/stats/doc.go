// Package stats compares the arms of an experiment.
//
// A figure is a ratio of two sums over shoppers, such as clicks per impression. The impressions of one shopper depend on each
// other, so impressions are no independent observations. Shoppers are. The package gets sums over buckets of shoppers: a
// bucket contains different shoppers than another, so buckets are independent and, within an arm, alike. Variance estimates
// come from the differences between buckets and hold whatever the dependence within a shopper is.
//
// Intervals are confidence sequences: all intervals that are ever computed contain the true difference with the stated
// probability, so an owner may look at any time and stop at will.
package stats
