// Package firestoredb stores the catalog, its embeddings and the interaction
// log in Firestore:
//
//	products/{productId}            the product, without zero values
//	embeddings/{productId}          vector, model, textHash
//	users/{uid}/interactions/{id}   type, query or productId, createdAt, expiresAt; vector and model once embedded
//	removals/{uid}                  expiresAt: the user removed everything that was there
//	removals/{uid}/removedTypes/{t} expiresAt: the user removed every interaction of type t that was there
//	removals/{uid}/removals/{id}    expiresAt: the user removed the interaction
//
// Other programs may write documents too, so any field may have an unexpected
// type. The security rules (deploy/firestore.rules) do not apply to this
// package. The index settings (deploy/firestore.indexes.json) keep only the
// indexes that its queries use.
package firestoredb
