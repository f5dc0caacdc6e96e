package firestoredb

import (
	"context"
	"errors"
	"fmt"

	"cloud.google.com/go/firestore"
	"google.golang.org/api/iterator"

	"shopfyp.dev/shared/account"
)

// UserData is an account.Data in Firestore. It gives access to all data of a user: everything below users/{uid}, and the
// tombstones.
type UserData struct{ client *firestore.Client }

var _ account.Data = (*UserData)(nil)

// NewUserData returns the user data in the client's database.
func NewUserData(client *firestore.Client) *UserData { return &UserData{client} }

// Erase removes the user's document and all documents in its collections, regardless of their names. It does
// not look for nested collections, because no program creates any. After an error, call it again to remove
// the rest.
//
// Erase leaves one tombstone, which expires. The tombstone stops other instances from storing drafts that wait
// in their outboxes.
func (d *UserData) Erase(ctx context.Context, userID string) error {
	user, ok := document(d.client.Collection(usersPath), userID)
	if !ok {
		return fmt.Errorf("invalid user ID %q", userID)
	}
	t := tombstonesOf(d.client, userID)
	if err := writeTombstone(ctx, t.all); err != nil {
		return err
	}
	for _, covered := range []string{removalsPath, removedTypesPath} { // the tombstone t.all covers these
		if err := deleteFound(ctx, d.client, t.all.Collection(covered).Query); err != nil {
			return fmt.Errorf("remove the user's tombstones: %w", err)
		}
	}
	for collections := user.Collections(ctx); ; {
		c, err := collections.Next()
		if errors.Is(err, iterator.Done) {
			break
		}
		if err != nil {
			return fmt.Errorf("list the user's collections: %w", because(ctx, err))
		}
		if err := deleteFound(ctx, d.client, c.Query); err != nil {
			return fmt.Errorf("empty the user's %s: %w", c.ID, err)
		}
	}
	if _, err := user.Delete(ctx); err != nil {
		return fmt.Errorf("delete the user's document: %w", because(ctx, err))
	}
	return nil
}
