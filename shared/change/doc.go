// Package change records the changes of the catalog: for each product that was written or removed, its newest state
// with its vector. An instance applies the changes that its snapshot does not contain, so that a change is on sale
// within seconds. The package does not search, and it does not build snapshots.
package change
