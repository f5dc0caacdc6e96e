// Package row converts the rows of a table into products. A row must have a title. The
// package ignores any other invalid value and returns a Warning for it.
// It does not depend on a data set, because the mapping defines the columns of each field.
package row
