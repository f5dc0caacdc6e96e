// Package row makes products of a table's rows. A row needs a title; anything else
// that cannot be used is left out of the product with a Warning, never in silence.
// It knows no data set: which column gives what, the mapping says.
package row
