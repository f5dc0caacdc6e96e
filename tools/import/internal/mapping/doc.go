// Package mapping maps the columns of a table to the fields of a product.
// It guesses from the column names alone and accepts corrections. A column with
// an unclear name stays unused. A table without a title column is an error.
package mapping
