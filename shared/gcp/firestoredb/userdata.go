package firestoredb

import (
	"context"
	"errors"
	"fmt"

	"cloud.google.com/go/firestore"
	"google.golang.org/api/iterator"
)

// UserData is everything below users/{uid}, and the marks of what the user removed.
type UserData struct{ client *firestore.Client }

// NewUserData returns the data of the client's database.
func NewUserData(client *firestore.Client) *UserData { return &UserData{client} }

// Erase removes the user's document and all documents of all of its collections, whatever they are
// called: what is added to a user one day goes too. Collections of those documents it does not look
// for; there are none. After an error the next call goes on with what is left.
//
// One mark stays, which expires: that everything was removed, for instances in which some of it still waits.
func (d *UserData) Erase(ctx context.Context, userID string) error {
	user, ok := document(d.client.Collection(usersPath), userID)
	if !ok {
		return fmt.Errorf("no user ID: %q", userID)
	}
	m := marksOf(d.client, userID)
	if err := leave(ctx, m.all); err != nil {
		return err
	}
	for _, covered := range []string{removalsPath, removedTypesPath} { // by the tombstone of everything
		if err := deleteFound(ctx, d.client, m.all.Collection(covered).Query); err != nil {
			return fmt.Errorf("remove the user's tombstones: %w", err)
		}
	}
	for collections := user.Collections(ctx); ; {
		c, err := collections.Next()
		if errors.Is(err, iterator.Done) {
			break
		}
		if err != nil {
			return fmt.Errorf("collections of the user: %w", because(ctx, err))
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
