// Package lexical finds products by their words. Its file lies in the snapshot
// beside the index, has the same rows, and is mapped: it keeps nothing on the
// heap for a product or a word.
//
// For a query it tells what share of the query's information a product holds,
// its coverage: BM25F over title, brand, colour and category, divided by the
// sum of the words' idf. It also holds what search must know of every product at
// hand, its price and its attributes, and finds brands and model numbers as they are
// written. How much words weigh beside meaning is the caller's.
package lexical
