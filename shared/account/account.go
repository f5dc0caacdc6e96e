// Package account deletes shoppers' accounts: first the user's data, then the
// sign-in. It also merges the account of an anonymous shopper into another one.
// It does not authorize the caller.
package account

import (
	"context"
	"fmt"
)

// Data is all user data that the shop stores.
type Data interface {
	// Erase removes all user data that existed at the time of the call. It returns nil if the user
	// has no data. After an error, call it again to remove the rest.
	Erase(ctx context.Context, userID string) error
	// Move moves the newest interactions of one user, at most MaxMoved, to another user. They keep their
	// IDs, times and vectors. Each is stored for exactly one of the two at any time, so you may call Move
	// again after an error. A dismissal that the other user has too is not moved twice: the newer one is kept.
	// Move also merges the baskets of the two users.
	Move(ctx context.Context, fromID, toID string) error
}

// MaxMoved is the maximum number of interactions that Data.Move moves. It bounds the time of a merge. No card
// reads more.
const MaxMoved = 1_000

// Users are the users who can sign in.
type Users interface {
	// Delete removes a user. It returns nil if the user does not exist.
	Delete(ctx context.Context, userID string) error
}

// A Deleter deletes accounts.
type Deleter struct {
	data  Data
	users Users
}

// NewDeleter returns a Deleter that deletes data from d and users from u.
func NewDeleter(d Data, u Users) *Deleter { return &Deleter{data: d, users: u} }

// End deletes the user's data and then the user. It returns nil if both are already gone. After an
// error, call it again to delete the rest.
//
// End deletes the data first, so that a user can still sign in and retry after a failure. It erases the
// data again at the end, because another device of the user may have added data in the meantime.
func (d *Deleter) End(ctx context.Context, userID string) error {
	if err := d.data.Erase(ctx, userID); err != nil {
		return fmt.Errorf("erase the user's data: %w", err)
	}
	if err := d.users.Delete(ctx, userID); err != nil {
		return fmt.Errorf("delete the user: %w", err)
	}
	if err := d.data.Erase(ctx, userID); err != nil {
		return fmt.Errorf("erase data added during the deletion: %w", err)
	}
	return nil
}
