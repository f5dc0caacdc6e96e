// Import loads products from CSV, TSV and JSON lines files, gzipped or not, into the
// catalog in Firestore:
//
//	go run ./tools/import products.csv.gz
//	go run ./tools/import --map title=productDisplayName --map category=gender,masterCategory,articleType --currency INR products.csv
//
// It guesses the columns' meanings and prints them, reports on every row, and writes
// rejected rows to a file with the reasons. Running it again changes nothing; after an
// interruption it resumes. It exits with status 1 after an error, or if it imported no row.
//
// FIRESTORE_EMULATOR_HOST and GOOGLE_CLOUD_PROJECT select the database.
package main
