// Package recommend answers searches and chooses the products of a shopper's next card. It reads the
// interaction log, the encoder and the current snapshot view. It does not depend on HTTP or Firestore.
//
// Service.Search (search.go) answers a search. It parses and embeds the query, logs it, and ranks the products
// of a View by vector, by words and by filters (searchrank.go).
//
// Service.Recommend (recommend.go) makes a card. It reads the user's history (history.go) and turns the newest
// interactions into interests (interests.go). A Ranker then chooses products for the interests: interleave.go
// by default, or original.go, the algorithm of the original ShopFYP. Both leave out products that the user
// clicked or dismissed. Popular products fill any gaps. Each product has a reason.
//
// Every card is logged as a CardEntry. Service.Replay computes the same card again from it (replay.go).
package recommend
