// Package recommend answers searches and chooses the products of a shopper's next card. It reads the
// interaction log, the encoder and the current snapshot view. It knows nothing of HTTP, Firestore or files.
//
// A search: Service.Search (search.go) parses and embeds the query, logs it, and ranks the products of a
// View by vector, by words and by filters (searchrank.go).
//
// A card: Service.Recommend (recommend.go) reads the user's history (history.go), turns the newest
// interactions into interests (interests.go), and has a Ranker choose products for them:
// interleave.go by default, or original.go, the rule of the original ShopFYP. Either way a card leaves out
// products that the user clicked or dismissed, fills gaps with popular ones, and gives each product
// the reason that brought it.
//
// Every card is logged as a CardEntry, from which Service.Replay computes the same card again (replay.go).
package recommend
