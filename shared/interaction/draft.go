package interaction

import (
	"context"
	"errors"
)

// ErrPermanent reports a write that will fail again on every retry.
var ErrPermanent = errors.New("interaction cannot be stored")

// A DraftLog is a Log that can split Append into two steps, so that an Outbox can retry the second step.
type DraftLog interface {
	Log
	// Prepare assigns an ID to x and returns a Draft that stores x.
	Prepare(userID string, x Interaction) (Draft, error)
}

// A Draft is an interaction that has an ID but is not stored yet.
// Write and WriteLate return an error that wraps ErrPermanent when a retry cannot help.
type Draft struct {
	ID string
	// Write stores the interaction. Call it right after Prepare.
	Write func(context.Context) error
	// WriteLate stores the interaction unless an earlier write has stored it. Call it when the interaction
	// had to wait, or after a Write that returned an error. If the user has removed the interaction in the
	// meantime, WriteLate stores nothing and returns nil. You may retry it.
	WriteLate func(context.Context) error
}
