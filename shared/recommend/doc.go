// Package recommend is what ShopFYP is for: it answers searches and chooses the
// products of a shopper's next card, from the interaction log, the encoder and
// the index in force. It knows nothing of HTTP, Firestore or files.
//
// A card takes turns among the newest three interactions, the newest most often, and is varied: byinterest.go.
// The original's rule, three products of each, shuffled, is in original.go. Either way: never a
// product that was clicked lately or dismissed, popular products for whom nothing is known of, and on
// every product the reason that brought it. A card can be given again from what is logged of it: replay.go.
package recommend
