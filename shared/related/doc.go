// Package related knows which products the same shoppers take one after the
// other. It counts them from shoppers' sequences and keeps, for every product,
// those that it was taken with most, in a file that lies in the snapshot beside
// the index, has the same rows, and is mapped: nothing is on the heap for a
// product.
//
// A pair of products counts only where several shoppers took both, so that the
// file says nothing of any one of them. How much being taken together weighs
// beside meaning is chosen by whoever builds the file, and stands in it.
package related
