package firestoredb

import (
	"context"
	"fmt"

	"cloud.google.com/go/firestore"

	"shopfyp.dev/shared/interaction"
)

// Latest implements interaction.Log. It skips documents that are not valid interactions.
func (s *Interactions) Latest(ctx context.Context, userID string, n int) ([]interaction.Interaction, error) {
	log, err := s.of(userID)
	if err != nil || n <= 0 {
		return nil, err
	}
	latest, err := firstValid(ctx, s.expiry.unexpired(log.Query).OrderBy("createdAt", firestore.Desc), n, decodeInteraction)
	if err != nil {
		return nil, fmt.Errorf("latest interactions: %w", because(ctx, err))
	}
	return latest, nil
}

// pageFields lists the fields that a page reads: all except the vector, which is the largest.
var pageFields = []string{"type", "query", "corrected", "nonsense", "wish", "productId", "orderId", "quantity", "price", "createdAt", "model"}

// Page implements interaction.Log. It skips documents that are not valid interactions.
//
// It orders by createdAt and then by ID, the order of the single-field index on createdAt. The cursor
// holds field values, because its document may have been deleted.
func (s *Interactions) Page(ctx context.Context, userID string, limit int, after interaction.Cursor) ([]interaction.Interaction, interaction.Cursor, error) {
	var end interaction.Cursor
	log, err := s.of(userID)
	if err != nil {
		return nil, end, err
	}
	if err := after.Validate(); err != nil || limit <= 0 {
		return nil, end, err
	}
	query := s.expiry.unexpired(log.Select(pageFields...)).OrderBy("createdAt", firestore.Desc).OrderBy(firestore.DocumentID, firestore.Desc)
	if !after.IsZero() {
		query = query.StartAfter(after.CreatedAt, after.ID)
	}
	found, err := firstValid(ctx, query, limit+1, decodeWithoutVector) // one more, to see whether a next page exists
	if err != nil {
		return nil, end, fmt.Errorf("page of interactions: %w", because(ctx, err))
	}
	if len(found) <= limit {
		return found, end, nil
	}
	return found[:limit], found[limit-1].Cursor(), nil
}

// firstValid returns the first n valid interactions that the query finds. It skips documents without a
// creation time, because a cursor cannot point to them.
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
