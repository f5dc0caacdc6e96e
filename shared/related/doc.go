// Package related reads and writes the file of related products. For every product the file lists those that shoppers
// most often clicked along with it. It is part of a snapshot and has the same row numbers as the index. It is mapped,
// so it needs no heap memory per product. index-builder/cooccurrence computes the content.
package related
