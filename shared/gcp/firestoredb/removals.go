package firestoredb

import (
	"context"
	"fmt"
	"slices"
	"time"

	"cloud.google.com/go/firestore"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"shopfyp.dev/shared/interaction"
)

// tombstoneTTL is the lifetime of a tombstone. It is several times the maximum time that an interaction waits in
// an outbox (interaction.OutboxConfig.MaxAge).
const tombstoneTTL = time.Hour

// A tombstone records that a user removed interactions. It stops late writes of these interactions by other
// instances. The document's update time, by the server's clock, is the time of the removal.
type tombstone struct {
	ExpiresAt time.Time `firestore:"expiresAt"` // Firestore's TTL policy deletes the document after this time
}

// tombstones locates the tombstones of one user. They are outside users/{uid}, because they must outlive
// a deleted account for a while.
type tombstones struct{ all *firestore.DocumentRef } // all covers every interaction

// tombstonesOf returns the tombstones of a user. userID must be a valid document ID.
func tombstonesOf(client *firestore.Client, userID string) tombstones {
	return tombstones{client.Collection(removalsPath).Doc(userID)}
}

// one returns the tombstone of one interaction.
func (t tombstones) one(id string) *firestore.DocumentRef {
	return t.all.Collection(removalsPath).Doc(id)
}

// ofType returns the tombstone of all interactions of a type.
func (t tombstones) ofType(kind interaction.Type) *firestore.DocumentRef {
	return t.all.Collection(removedTypesPath).Doc(string(kind))
}

// writeTombstone writes a tombstone. Call it before you remove the interactions that it covers.
func writeTombstone(ctx context.Context, at *firestore.DocumentRef) error {
	if _, err := at.Set(ctx, tombstone{ExpiresAt: time.Now().Add(tombstoneTTL)}); err != nil {
		return fmt.Errorf("write tombstone: %w", because(ctx, err))
	}
	return nil
}

// storeLate stores an interaction that was prepared earlier, unless it is already stored or the user has removed
// it in the meantime. It renews an existing dismissal of the same product.
//
// One transaction reads the tombstones and writes the interaction. A removal writes its tombstone first. Therefore
// either the transaction sees the tombstone, or the removal sees the interaction.
func storeLate(ctx context.Context, client *firestore.Client, userID string, doc *firestore.DocumentRef, data interactionDoc, prepared time.Time) error {
	t := tombstonesOf(client, userID)
	covering := []*firestore.DocumentRef{t.one(doc.ID), t.ofType(interaction.Type(data.Type)), t.all}
	err := client.RunTransaction(ctx, func(_ context.Context, tx *firestore.Transaction) error {
		found, err := tx.GetAll(covering)
		if err != nil {
			return err
		}
		age := time.Since(prepared)
		if slices.ContainsFunc(found, func(d *firestore.DocumentSnapshot) bool { return writtenWithin(d, age) }) {
			return tx.Delete(doc) // an earlier attempt may have stored it even if it returned an error
		}
		if data.Type == string(interaction.Dismiss) {
			return tx.Set(doc, data)
		}
		return tx.Create(doc, data.data())
	})
	if status.Code(err) == codes.AlreadyExists {
		return nil // an earlier attempt stored it, but the response was lost
	}
	return err
}

// writtenWithin reports whether the tombstone was written less than age before it was read. The two clocks need not
// agree: age comes from this machine, and both times of the tombstone come from the server. Because age includes the
// delay after the read, the result errs in favor of the removal.
func writtenWithin(found *firestore.DocumentSnapshot, age time.Duration) bool {
	return found.Exists() && !found.ReadTime.Add(-age).After(found.UpdateTime)
}
