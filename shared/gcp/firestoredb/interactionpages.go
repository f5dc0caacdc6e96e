package firestoredb

import (
	"context"
	"fmt"

	"cloud.google.com/go/firestore"

	"shopfyp.dev/shared/interaction"
)

// Latest implements interaction.Log. It passes over documents that are no valid interactions.
func (s *Interactions) Latest(ctx context.Context, userID string, n int) ([]interaction.Interaction, error) {
	log, err := s.of(userID)
	if err != nil || n <= 0 {
		return nil, err
	}
	latest, err := firstValid(ctx, s.expiry.notPassed(log.Query).OrderBy("createdAt", firestore.Desc), n, decodeInteraction)
	if err != nil {
		return nil, fmt.Errorf("latest interactions: %w", because(ctx, err))
	}
	return latest, nil
}

// pageFields are what a page reads of each document: all but the vector, which is most of it.
var pageFields = []string{"type", "query", "wish", "productId", "createdAt", "model"}

// Page implements interaction.Log. It passes over documents that are no valid interactions.
//
// The order is createdAt's and, where that is the same, the ID's: the single-field index of createdAt,
// descending, is in that order. A page begins after values, not after a document, which may be gone.
func (s *Interactions) Page(ctx context.Context, userID string, limit int, after interaction.Cursor) ([]interaction.Interaction, interaction.Cursor, error) {
	var end interaction.Cursor
	log, err := s.of(userID)
	if err != nil {
		return nil, end, err
	}
	if err := after.Validate(); err != nil || limit <= 0 {
		return nil, end, err
	}
	query := s.expiry.notPassed(log.Select(pageFields...)).OrderBy("createdAt", firestore.Desc).OrderBy(firestore.DocumentID, firestore.Desc)
	if !after.IsZero() {
		query = query.StartAfter(after.CreatedAt, after.ID)
	}
	found, err := firstValid(ctx, query, limit+1, decodeOfPage) // one more, to know whether more follow
	if err != nil {
		return nil, end, fmt.Errorf("page of interactions: %w", because(ctx, err))
	}
	if len(found) <= limit {
		return found, end, nil
	}
	return found[:limit], found[limit-1].Cursor(), nil
}

// firstValid returns the first n valid interactions that the query gives. One without a time has no
// place in the log: behind a null, which is what another may have written, no page could go on.
func firstValid(ctx context.Context, query firestore.Query, n int, decode func(*firestore.DocumentSnapshot) interaction.Interaction) ([]interaction.Interaction, error) {
	query = query.Limit(n)
	var valid []interaction.Interaction
	for {
		docs, err := query.Documents(ctx).GetAll()
		if err != nil {
			return nil, err
		}
		for _, doc := range docs {
			if x := decode(doc); x.Validate() == nil && !x.CreatedAt.IsZero() && len(valid) < n {
				valid = append(valid, x)
			}
		}
		if len(valid) == n || len(docs) < n {
			return valid, nil
		}
		query = query.StartAfter(docs[len(docs)-1])
	}
}
