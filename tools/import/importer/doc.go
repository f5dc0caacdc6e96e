// Package importer imports the products of a CSV, TSV or JSON lines file into a
// catalog.Store. It reports every row as stored, as a duplicate of an earlier row, or as
// rejected with the line and the reason.
//
// Importing a file again changes nothing, because IDs depend only on the rows and the
// store does not write unchanged products. To finish an interrupted import, run it
// again. The importer keeps only the IDs and one batch in memory.
package importer
