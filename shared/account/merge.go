package account

import (
	"context"
	"errors"
	"fmt"
)

// ErrSameUser reports a merge of a user into the same user.
var ErrSameUser = errors.New("both accounts are the same")

// A Merger merges accounts.
type Merger struct {
	data    Data
	deleter *Deleter
}

// NewMerger returns a Merger that moves data within d and deletes users from u.
func NewMerger(d Data, u Users) *Merger { return &Merger{data: d, deleter: NewDeleter(d, u)} }

// Merge moves the newest interactions of one user to another user, and then deletes the first one with all other data.
// After an error, call it again to do the rest. It returns nil if the first user is already gone, and ErrSameUser if
// both are the same.
func (m *Merger) Merge(ctx context.Context, fromID, toID string) error {
	if fromID == toID {
		return ErrSameUser
	}
	if err := m.data.Move(ctx, fromID, toID); err != nil {
		return fmt.Errorf("move interactions: %w", err)
	}
	return m.deleter.End(ctx, fromID)
}
