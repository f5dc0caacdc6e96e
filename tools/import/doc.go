// Import loads products into the catalog in Firestore. It reads CSV, TSV and JSON lines
// files, which may be compressed with gzip:
//
//	go run ./tools/import products.csv.gz
//	go run ./tools/import --map title=productDisplayName --map category=gender,masterCategory,articleType --currency INR products.csv
//
// It guesses the field of each column, prints the mapping and a report, and writes
// rejected rows with their reasons to a file. A second run changes nothing. After an
// interruption, the next run resumes the import. The exit status is 1 after an error
// and if no row was imported.
//
// FIRESTORE_EMULATOR_HOST and GOOGLE_CLOUD_PROJECT select the database.
package main
