// Package row converts the rows of a table into products. A table is read twice: by a
// Survey, then by a Reader. A row must have a title, or belong to a row that has one. The
// package ignores any other invalid value and returns a Warning for it.
// It does not depend on a data set, because the mapping defines the columns of each field.
package row
