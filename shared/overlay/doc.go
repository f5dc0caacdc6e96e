// Package overlay keeps the catalog of an instance current. An Overlay reads the changes that the instance's snapshot
// does not contain, and combines both into one recommend.View. New and renamed products are searched exactly. A changed
// product with the same vector is found where the snapshot has it. Removed products are filtered out before ranking.
// Package recommend cannot tell where a product comes from.
//
// A View with changes numbers its rows like this: rows of the snapshot keep their numbers, and the changed products
// follow. A snapshot row whose product changed or was removed is not found anymore.
//
// The package does not write changes, and it does not open snapshots.
package overlay
