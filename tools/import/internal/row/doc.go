// Package row converts the rows of a table into products. A row needs a title; any
// other value that cannot be used is left out of the product, with a Warning.
// It knows no particular data set: the mapping names the columns of each field.
package row
