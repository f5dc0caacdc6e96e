// Package catalog is the vocabulary of the shop's products: what a product is,
// what a shopper sees of it on a card, which text of it is embedded, and where
// products and their embeddings are kept. It knows nothing of how a product is
// found or recommended.
package catalog
