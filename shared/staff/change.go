package staff

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"shopfyp.dev/shared/invalid"
)

// A Kind says what a change concerns.
type Kind string

// Kinds.
const (
	Product    Kind = "product"
	Rule       Kind = "rule"
	Experiment Kind = "experiment"
	Index      Kind = "index"
)

// A Change is one thing that a member of the staff did.
type Change struct {
	ID     string          `json:"id"`
	At     time.Time       `json:"at"`
	UserID string          `json:"userId"`
	Email  string          `json:"email"`
	Kind   Kind            `json:"kind" enum:"product,rule,experiment,index"`
	Target string          `json:"target" description:"ID of what was changed."`
	Before json.RawMessage `json:"before,omitempty" description:"The state before; missing if it did not exist."`
	After  json.RawMessage `json:"after,omitempty" description:"The state after; missing if it was deleted."`
	Failed bool            `json:"failed,omitempty" description:"Whether the change did not happen."`
}

// MaxChanges is the maximum number of changes of one Log.Newest.
const MaxChanges = 100

// A Log keeps changes. It is safe for concurrent use.
type Log interface {
	// Add adds a change and returns its ID. It ignores c.ID, and sets the time if c.At is zero.
	Add(ctx context.Context, c Change) (id string, err error)
	// Fail marks a change as one that did not happen.
	Fail(ctx context.Context, id string) error
	// Newest returns at most n changes, newest first, that are older than before. The zero time means all. n is 1 to MaxChanges.
	Newest(ctx context.Context, n int, before time.Time) ([]Change, error)
}

// NewChange returns a change by the user of ctx. before and after are encoded as JSON; nil means that nothing existed.
func NewChange(ctx context.Context, kind Kind, target string, before, after any) (c Change, err error) {
	u := FromContext(ctx)
	c = Change{UserID: u.ID, Email: u.Email, Kind: kind, Target: target}
	if c.Before, err = encode(before); err != nil {
		return Change{}, err
	}
	c.After, err = encode(after)
	return c, err
}

// IsRecorded reports whether a store records changes that are made with ctx: those of a member of the staff. Programs that
// people run, such as an import, have none.
func IsRecorded(ctx context.Context) bool { return FromContext(ctx).Role != "" }

// Record does a change of something that no store can change together with its log, and logs it with the user of ctx. It logs
// first: if the log is unavailable, the change is not made, and so no change is without a record.
func Record(ctx context.Context, l Log, kind Kind, target string, before, after any, do func() error) error {
	c, err := NewChange(ctx, kind, target, before, after)
	if err != nil {
		return err
	}
	id, err := l.Add(ctx, c)
	if err != nil {
		return fmt.Errorf("record the change of %s %s: %w", kind, target, err)
	}
	failed := do()
	if failed == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), failTimeout) // the deadline may be the fault
	defer cancel()
	return errors.Join(failed, l.Fail(ctx, id))
}

const failTimeout = 2 * time.Second

// encode returns v as JSON, or nil for nil, also if it has a type.
func encode(v any) (json.RawMessage, error) {
	data, err := json.Marshal(v)
	if err != nil || string(data) == "null" {
		return nil, err
	}
	return data, nil
}

// CheckNewest returns invalid.ErrLimit for an n that Newest does not accept.
func CheckNewest(n int) error { return invalid.CheckLimit(n, MaxChanges) }
