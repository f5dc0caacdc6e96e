// Import loads products into the catalog in Firestore. It reads files of several formats and recognizes the exports of
// common shop platforms; docs/import.md explains its use:
//
//	go run ./tools/import products.csv.gz
//	go run ./tools/import --map title=productDisplayName --map category=gender,masterCategory,articleType --currency INR products.csv
//	go run ./tools/import --source my-shop --sync --yes products.csv
//
// It reads all files before it writes, prints the mapping, a report and anything that looks like a mistake, and writes
// rejected rows with their reasons to a file. A second run changes nothing. After an interruption, the next run resumes
// the import. With --sync, it removes the products of the same source that are no longer in the files. The exit status
// is 1 after an error and if no row can be imported.
//
// FIRESTORE_EMULATOR_HOST and GOOGLE_CLOUD_PROJECT select the database.
package main
