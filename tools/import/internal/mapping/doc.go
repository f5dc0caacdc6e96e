// Package mapping maps the columns of a table to the fields of a product. It recognizes
// the exports of shop platforms by their columns; the files in the folder platforms
// describe them. For other tables it guesses from the column names. It accepts
// corrections, and does not use a column with an unclear name. A table without a title
// column is an error.
package mapping
