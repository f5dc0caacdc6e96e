package firestoredb

import (
	"context"
	"fmt"
	"regexp"
	"unicode/utf8"

	"cloud.google.com/go/firestore"
)

// The collections.
const (
	productsPath     = "products"
	embeddingsPath   = "embeddings"
	usersPath        = "users"
	interactionsPath = "interactions"
	removalsPath     = "removals"
	removedTypesPath = "removedTypes"
)

// reserved are the IDs that Firestore keeps for itself, and those with a slash or of no length.
var reserved = regexp.MustCompile(`^(\.|\.\.|__.*__|.*/.*|)$`)

// document returns the document with an ID of the collection, or false where Firestore can have none with it.
func document(c *firestore.CollectionRef, id string) (*firestore.DocumentRef, bool) {
	if len(id) > 1500 || !utf8.ValidString(id) || reserved.MatchString(id) {
		return nil, false
	}
	return c.Doc(id), true
}

// because returns err; where the end of ctx is its reason, errors.Is recognises it as the context's.
func because(ctx context.Context, err error) error {
	if ended := ctx.Err(); err != nil && ended != nil {
		return fmt.Errorf("%w: %w", ended, err)
	}
	return err
}
