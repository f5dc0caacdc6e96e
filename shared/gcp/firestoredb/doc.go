// Package firestoredb stores the catalog, its embeddings and the interaction
// log in Firestore:
//
//	products/{productId}            the product, without zero values
//	embeddings/{productId}          vector, model, textHash
//	changes/{productId}             newest state of a changed product with its vector, or a tombstone; changedAt
//	users/{uid}/interactions/{id}   type, query or productId, orderId and quantity of a purchase, createdAt, expiresAt; vector and model once embedded
//	users/{uid}/baskets/current     lines: productId, quantity, price, title, addedAt, changedAt of each product; expiresAt
//	removals/{uid}                  tombstone of all interactions: expiresAt
//	removals/{uid}/removedTypes/{t} tombstone of all interactions of type t: expiresAt
//	removals/{uid}/removals/{id}    tombstone of one interaction: expiresAt
//
// Other programs may write documents too, so any field may have an unexpected
// type. The security rules (deploy/firestore.rules) do not apply to this
// package. The index settings (deploy/firestore.indexes.json) enable only the
// indexes that its queries use.
package firestoredb
