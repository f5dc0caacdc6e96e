// Package account deletes shoppers' accounts: first the user's data, then the
// sign-in. It does not authorize the caller.
package account

import (
	"context"
	"fmt"
)

// Data is all user data that the shop stores.
type Data interface {
	// Erase removes all of the user's data that existed when it was called. It is not an error if
	// there is no data. After an error, call it again to remove the rest.
	Erase(ctx context.Context, userID string) error
}

// Users are the users who can sign in.
type Users interface {
	// Delete removes a user. It is not an error if the user does not exist.
	Delete(ctx context.Context, userID string) error
}

// A Deleter deletes accounts.
type Deleter struct {
	data  Data
	users Users
}

// NewDeleter returns a Deleter of the data and users.
func NewDeleter(d Data, u Users) *Deleter { return &Deleter{data: d, users: u} }

// End deletes the user's data and then the user. It is not an error if both are already gone. After an
// error, call it again to delete the rest.
//
// The data goes first: until the user is deleted, they can sign in and repeat a call that failed. End
// erases the data again at the end, because another device of the user may have added some meanwhile.
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
