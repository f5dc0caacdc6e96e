// Package spelling corrects typing errors in queries with the words of the catalog.
//
// A Vocabulary collects the words of all products and writes them to a file, which is part of the snapshot. A
// Dictionary is the mapped file. Dictionary.Correct replaces a word only if neither the catalog nor the encoder knows
// it, and only with a word or a pair of words that the catalog does know. When in doubt, it leaves the query alone: a
// wrong correction hides what the shopper wants, and a missing one still leaves the search by meaning.
package spelling
