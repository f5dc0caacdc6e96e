// Package account ends shoppers' accounts: first what is kept of them, then
// that they can sign in. It does not ask whether they may.
package account

import (
	"context"
	"fmt"
)

// Data is everything that the shop keeps of its users.
type Data interface {
	// Erase removes all of the user's that was there when it was called. Nothing to remove is no
	// error; after an error the next call goes on with what is left.
	Erase(ctx context.Context, userID string) error
}

// Users are those who can sign in.
type Users interface {
	// Delete takes a user out; one who is not there is no error.
	Delete(ctx context.Context, userID string) error
}

// An Deleter ends accounts.
type Deleter struct {
	data  Data
	users Users
}

// NewDeleter returns an Deleter.
func NewDeleter(d Data, u Users) *Deleter { return &Deleter{data: d, users: u} }

// End removes everything of the user, and the user. Ending what has ended is no error; after an error
// the next call goes on with what is left.
//
// The data goes first: while it does the user can still sign in, and so can ask again where it
// failed. It is looked for once more when nobody can sign in as the user, because another device of
// theirs may have added to it until then.
func (e *Deleter) End(ctx context.Context, userID string) error {
	if err := e.data.Erase(ctx, userID); err != nil {
		return fmt.Errorf("erase the user's data: %w", err)
	}
	if err := e.users.Delete(ctx, userID); err != nil {
		return fmt.Errorf("delete the user: %w", err)
	}
	if err := e.data.Erase(ctx, userID); err != nil {
		return fmt.Errorf("erase what came meanwhile: %w", err)
	}
	return nil
}
