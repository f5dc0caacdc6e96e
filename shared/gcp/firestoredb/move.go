package firestoredb

import (
	"context"
	"fmt"
	"time"

	"cloud.google.com/go/firestore"

	"shopfyp.dev/shared/account"
	"shopfyp.dev/shared/interaction"
)

// moveBatch is the number of interactions that one transaction moves. With their vectors they are about 500 KB, far
// below Firestore's limit of 10 MiB.
const moveBatch = 100

// Move implements account.Data. It also merges the baskets.
func (d *UserData) Move(ctx context.Context, fromID, toID string) error {
	if err := d.moveInteractions(ctx, fromID, toID); err != nil {
		return err
	}
	return moveBasket(ctx, d.client, fromID, toID)
}

// moveInteractions moves the newest interactions. Each transaction creates the documents of one batch for the other user and deletes the
// originals, so a document always has exactly one owner.
func (d *UserData) moveInteractions(ctx context.Context, fromID, toID string) error {
	log := Interactions{client: d.client}
	from, err := log.of(fromID)
	if err != nil {
		return err
	}
	to, err := log.of(toID)
	if err != nil {
		return err
	}
	newest := from.OrderBy("createdAt", firestore.Desc).Limit(moveBatch)
	for range account.MaxMoved / moveBatch {
		var moved int
		err := d.client.RunTransaction(ctx, func(_ context.Context, tx *firestore.Transaction) (err error) {
			moved, err = moveFound(tx, newest, to)
			return err
		})
		if err != nil {
			return fmt.Errorf("move interactions: %w", because(ctx, err))
		}
		if moved < moveBatch {
			return nil
		}
	}
	return nil
}

// moveFound moves the documents that the query finds to a collection, under the same IDs, and returns their number.
func moveFound(tx *firestore.Transaction, q firestore.Query, to *firestore.CollectionRef) (int, error) {
	found, err := tx.Documents(q).GetAll()
	if err != nil || len(found) == 0 {
		return 0, err
	}
	targets := make([]*firestore.DocumentRef, len(found))
	for i, doc := range found {
		targets[i] = to.Doc(doc.Ref.ID)
	}
	existing, err := tx.GetAll(targets)
	if err != nil {
		return 0, err
	}
	for i, doc := range found {
		if !existing[i].Exists() || renews(doc, existing[i]) {
			if err := tx.Set(targets[i], doc.Data()); err != nil {
				return 0, err
			}
		}
		if err := tx.Delete(doc.Ref); err != nil {
			return 0, err
		}
	}
	return len(found), nil
}

// renews reports whether doc is a later dismissal of the same product than existing.
func renews(doc, existing *firestore.DocumentSnapshot) bool {
	return decodeInteraction(doc).Type == interaction.Dismiss && createdAt(doc).After(createdAt(existing))
}

func createdAt(doc *firestore.DocumentSnapshot) time.Time { return decodeInteraction(doc).CreatedAt }
