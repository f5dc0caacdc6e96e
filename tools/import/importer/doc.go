// Package importer imports the products of a CSV, TSV or JSON lines file into a
// catalog.Store. It accounts for every row: the row is stored, repeats the ID of an
// earlier row, or is rejected with its line and the reason.
//
// Importing a file again changes nothing, because IDs depend on the rows alone and the
// store does not write unchanged products. To finish an interrupted import, run it
// again. Memory holds the IDs seen and one batch.
package importer
