// Package importer imports the products of a file into a catalog.Store. It reports every row as stored, as a part of the
// product of another row, as a duplicate of an earlier row, or as rejected with the line and the reason.
//
// Check reads a file without storing anything, and Run stores it. Importing a file again changes nothing, because IDs
// depend only on the rows and the store does not write unchanged products. To finish an interrupted import, run it
// again. PlanRemoval and Removal.Remove remove products that are no longer in the files of their source.
//
// The importer keeps only hashes of IDs and one batch in memory.
package importer
