// Package snapshot publishes immutable snapshots of the catalog and follows the newest one.
//
// A snapshot is a folder indexes/<version>/ in a bucket. It contains the vector index, the product cards, optional files
// and a manifest. The object indexes/current.json is the pointer: it names the current version. Publish writes it last.
// Readers verify the size and SHA-256 of every file before they map it.
//
// The package stores and verifies files. It does not interpret the index or the data of the cards.
package snapshot
