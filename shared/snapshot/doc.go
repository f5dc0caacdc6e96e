// Package snapshot publishes immutable builds of an index and follows the
// newest one. A build is a folder of a bucket, indexes/<version>/, holding the
// index, the cards and a manifest; indexes/current.json names the version in
// force and is moved last. Readers verify every byte before they map it. The
// package knows nothing of what the index or the cards mean.
package snapshot
