// Package catalog defines the shop's products: the product, its card, its
// embedded text, and the stores of products and embeddings. It does not
// search or recommend products.
package catalog
