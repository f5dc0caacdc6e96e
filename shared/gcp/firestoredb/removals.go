package firestoredb

import (
	"context"
	"fmt"
	"time"

	"cloud.google.com/go/firestore"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"shopfyp.dev/shared/interaction"
)

// markLife is how long a mark is kept, by the clock of who leaves it: several times as long as an
// interaction may wait in any instance (interaction.OutboxConfig.MaxAge).
const markLife = time.Hour

// A mark says that a user removed something, for instances in which it still waits to be stored:
// removals/{uid} all that was there when it was last written, removals/{uid}/removedTypes/{type} all of one type,
// removals/{uid}/removals/{id} one interaction. It is outside of the
// user's own documents, because it must outlive an account by a while.
type mark struct {
	ExpiresAt time.Time `firestore:"expiresAt"` // Firestore's TTL policy removes the document after it
}

// marks are those of one user.
type marks struct{ all *firestore.DocumentRef }

// marksOf returns the marks of a user whose ID is a document's.
func marksOf(client *firestore.Client, userID string) marks {
	return marks{client.Collection(removalsPath).Doc(userID)}
}

// one returns the mark of an interaction.
func (m marks) one(id string) *firestore.DocumentRef { return m.all.Collection(removalsPath).Doc(id) }

// ofType returns the mark of all interactions of a type.
func (m marks) ofType(t interaction.Type) *firestore.DocumentRef {
	return m.all.Collection(removedTypesPath).Doc(string(t))
}

// leave leaves a mark, before what it is of is removed.
func leave(ctx context.Context, at *firestore.DocumentRef) error {
	if _, err := at.Set(ctx, mark{ExpiresAt: time.Now().Add(markLife)}); err != nil {
		return fmt.Errorf("mark the removal: %w", because(ctx, err))
	}
	return nil
}

// storeLate stores an interaction that was prepared then, unless it is stored already or the user has removed
// it since.
//
// Reading the marks and writing are one transaction: a removal leaves its mark first and removes then, so
// that either the mark is read here, or what is written here is there to be removed.
func storeLate(ctx context.Context, client *firestore.Client, userID string, doc *firestore.DocumentRef, data interactionDoc, prepared time.Time) error {
	m := marksOf(client, userID)
	err := client.RunTransaction(ctx, func(_ context.Context, tx *firestore.Transaction) error {
		found, err := tx.GetAll([]*firestore.DocumentRef{m.one(doc.ID), m.all, m.ofType(interaction.Type(data.Type))})
		if err != nil {
			return err
		}
		age := time.Since(prepared)
		if found[0].Exists() || coversAll(found[1], age) || coversAll(found[2], age) {
			return tx.Delete(doc) // which a try that seemed to fail may have stored
		}
		return tx.Create(doc, data)
	})
	if status.Code(err) == codes.AlreadyExists {
		return nil // by a try whose answer was lost
	}
	return err
}

// coversAll reports whether the mark of everything was left after something was prepared that is by now so old.
// Ages are told by one clock and the mark and its reading by the server's, so that clocks may differ. How long
// the reading took is on the side of the removal.
func coversAll(found *firestore.DocumentSnapshot, age time.Duration) bool {
	return found.Exists() && !found.ReadTime.Add(-age).After(found.UpdateTime)
}
