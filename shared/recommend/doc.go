// Package recommend is what ShopFYP is for: it answers searches and chooses the
// products of a shopper's next card, from the interaction log, the encoder and
// the index in force. It knows nothing of HTTP, Firestore or files.
//
// The card follows one rule, the original's: the newest three interactions, the
// three products nearest to each, duplicates out, shuffled, the first three. On
// top of it: never a product that was clicked or dismissed, filled up from the
// next neighbours, popular products for whom nothing is known of, and on every
// product the reason that brought it.
package recommend
