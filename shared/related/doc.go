// Package related reads and writes the file of related products: for every
// product, those that shoppers most often took together with it. The file is
// part of a snapshot, numbers its rows like the index, and is mapped, so it
// needs no heap memory per product. index-builder/cooccurrence computes it.
package related
