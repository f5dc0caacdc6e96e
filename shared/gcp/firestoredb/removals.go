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

// tombstoneTTL is how long a tombstone is kept: several times as long as an interaction may wait in an
// outbox (interaction.OutboxConfig.MaxAge).
const tombstoneTTL = time.Hour

// A tombstone records that a user removed interactions. It stops other instances from storing late what the
// user has removed. Firestore's server time of its last write is the time of the removal.
type tombstone struct {
	ExpiresAt time.Time `firestore:"expiresAt"` // Firestore's TTL policy removes the document after it
}

// tombstones locates the tombstones of one user. They are outside of users/{uid} because they outlive
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

// writeTombstone writes a tombstone. Call it before removing what it covers.
func writeTombstone(ctx context.Context, at *firestore.DocumentRef) error {
	if _, err := at.Set(ctx, tombstone{ExpiresAt: time.Now().Add(tombstoneTTL)}); err != nil {
		return fmt.Errorf("write tombstone: %w", because(ctx, err))
	}
	return nil
}

// storeLate stores an interaction that was prepared some time ago, unless it is stored already or the user has
// removed it since. An existing dismissal of the same product is renewed.
//
// One transaction reads the tombstones and writes the interaction. A removal writes its tombstone first. So either
// the transaction sees the tombstone, or the removal sees the interaction.
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
			return tx.Delete(doc) // an earlier attempt may have stored it although it returned an error
		}
		if data.Type == string(interaction.Dismiss) {
			return tx.Set(doc, data)
		}
		return tx.Create(doc, data)
	})
	if status.Code(err) == codes.AlreadyExists {
		return nil // an earlier attempt stored it but its response was lost
	}
	return err
}

// writtenWithin reports whether the tombstone was written within the last age. It measures age with this machine's
// clock and the tombstone with the server's, so the two clocks may differ. The time that the read took counts
// in favor of the removal.
func writtenWithin(found *firestore.DocumentSnapshot, age time.Duration) bool {
	return found.Exists() && !found.ReadTime.Add(-age).After(found.UpdateTime)
}
