package interaction

import (
	"context"
	"errors"
)

// ErrPermanent reports a write that cannot succeed however often it is tried.
var ErrPermanent = errors.New("interaction cannot be stored")

// A DraftLog is a Log whose Append can be split into two steps, so that an Outbox can repeat the second one.
type DraftLog interface {
	Log
	// Prepare gives x its ID. The Draft that it returns stores x.
	Prepare(userID string, x Interaction) (Draft, error)
}

// A Draft is an interaction that has an ID but is not stored yet.
// Its methods wrap ErrPermanent in errors that repeating the write cannot cure.
type Draft struct {
	ID string
	// Write stores the interaction. Call it right after Prepare.
	Write func(context.Context) error
	// WriteLate stores the interaction once, after it had to wait or after a Write failed or lost its answer.
	// It stores nothing, and returns nil, if the user has removed the interaction meanwhile. It may be repeated.
	WriteLate func(context.Context) error
}
