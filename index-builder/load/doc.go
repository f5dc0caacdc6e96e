// Package load fills a search engine from the catalog, and repairs it where the two differ. It also selects the products
// of the companion, the snapshot beside the engine. It does not search, and it does not build snapshots.
//
// A full load reads the whole catalog and writes only what differs, so a load that was cut goes on where it stopped. It
// takes 16 bytes of memory a product of the collection. Later runs compare only the changes since the last run, until
// build.FullEvery has passed.
//
// Products change during a load. A loader could then replace a newer state, which functions/catalog has just written,
// with the older one that it read before. Therefore it follows the recorded changes: once it has seen a change of a
// product, it does not write the state that it read, and it writes the product's newest recorded state again. See
// follower.
//
// The tasks of a job with several tasks divide the catalog among them. Each task embeds and loads its range, also deletes
// there what the catalog does not offer, and follows the changes of its range. The last task to finish activates the
// collection and builds the companion. Such a job always reads the whole catalog.
package load
