// Package importer puts the products of a CSV, TSV or JSON lines file into a
// catalogue's store. Every row of the file is accounted for: it is stored, it repeats
// the ID of an earlier row, or it is rejected with its line and the reason.
//
// Importing a file again changes nothing, because IDs depend on the rows alone and
// the store leaves products untouched that it has already; so an import that was
// killed is finished by running it again. Memory holds the IDs seen and one batch.
package importer
