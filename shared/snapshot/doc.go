// Package snapshot publishes immutable snapshots of the catalogue and follows
// the newest one.
//
// A snapshot is a folder of a bucket, indexes/<version>/, with the vector index,
// the product cards, optional files and a manifest. The object
// indexes/current.json, the pointer, names the version in use and is written
// last. Readers verify size and SHA-256 of every file before they map it.
//
// The package stores and verifies files. It does not know what the index or the
// cards contain.
package snapshot
