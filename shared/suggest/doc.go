// Package suggest completes what a shopper types with queries, categories, brands and products.
//
// Write writes a file of texts for each Kind, best first. It is part of the snapshot. A File is the mapped file. File.Find
// returns the best texts in which a word begins with the typed text, and File.FindNear those that differ by one typing
// error. Neither reads more of the file than a few ranges of its sorted words, so the time hardly grows with the catalog.
//
// The package knows neither users nor prices. Package recommend decides which products may be shown.
package suggest
