// Import puts the products of CSV, TSV and JSON lines files, gzipped or not, into the
// catalogue in Firestore:
//
//	go run ./tools/import products.csv.gz
//	go run ./tools/import --map title=productDisplayName --map category=gender,masterCategory,articleType --currency INR products.csv
//
// It guesses which column gives what and says so, reports what became of every row, and
// writes the rows it did not import to a file, with the reasons. Running it again changes
// nothing; after an interruption it goes on where it was. It ends with status 1 after an
// error, and when not one row could be imported.
//
// FIRESTORE_EMULATOR_HOST and GOOGLE_CLOUD_PROJECT say where the catalogue is.
package main
