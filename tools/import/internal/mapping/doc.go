// Package mapping maps the columns of a table to the fields of a product. It uses
// only the column names and accepts corrections. It does not use a column with an
// unclear name. A table without a title column is an error.
package mapping
