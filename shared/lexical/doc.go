// Package lexical finds products by their words. Its index file is part of the snapshot and has the same rows
// as the vector index. The file is memory-mapped, so products and words use no heap memory.
//
// A product's score is its coverage, the share of the query's information that it contains: BM25F over
// title, brand, color and category, divided by the sum of the words' idf. The file also stores each product's
// price and attributes, and an exact index of brands and model numbers. The caller decides how
// to combine coverage with other scores.
package lexical
