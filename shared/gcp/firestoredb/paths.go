package firestoredb

import (
	"context"
	"fmt"

	"cloud.google.com/go/firestore"

	"shopfyp.dev/shared/catalog"
)

// Names of the collections.
const (
	productsPath     = "products"
	embeddingsPath   = "embeddings"
	usersPath        = "users"
	interactionsPath = "interactions"
	removalsPath     = "removals"
	removedTypesPath = "removedTypes"
	changesPath      = "changes"
	postsPath        = "posts"
	basketsPath      = "baskets"
	currentBasket    = "current" // the only document of a user's baskets
	clocksPath       = "clocks"  // always empty
	staffChangesPath = "staffChanges"

	experimentsPath = "experiments"
	importsPath     = "imports"

	eventBatchesPath  = "eventBatches"
	recentEventsPath  = "recentEvents"
	listCountsPath    = "listCounts"
	productCountsPath = "productCounts"
	queryCountsPath   = "queryCounts"

	rulesPath        = "rules"
	ruleVersionsPath = "ruleVersions"
	currentVersion   = "current" // the only document of ruleVersions
)

// document returns the collection's document with the ID, or false if the ID is not a valid document ID.
func document(c *firestore.CollectionRef, id string) (*firestore.DocumentRef, bool) {
	if !catalog.IsDocumentID(id) {
		return nil, false
	}
	return c.Doc(id), true
}

// because returns err. If ctx is done, the result also wraps the context's error.
func because(ctx context.Context, err error) error {
	if ended := ctx.Err(); err != nil && ended != nil {
		return fmt.Errorf("%w: %w", ended, err)
	}
	return err
}
