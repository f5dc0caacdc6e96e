// Package related stores related products: products that the same shoppers buy or open one after the other.
// Its file is part of the snapshot, has the same rows as the index, and is memory-mapped: products take no heap.
//
// A pair counts only if several shoppers took both products, so that the file reveals nothing about one
// shopper. The build chooses the co-occurrence weight, which the file stores.
package related
