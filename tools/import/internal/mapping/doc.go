// Package mapping says which column of a table gives which field of a product.
// It guesses from the columns' names alone, whatever file they come from, and
// takes corrections. It would rather leave a column unused than guess wildly:
// without a title it gives an error, not a mapping.
package mapping
