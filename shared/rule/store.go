package rule

import (
	"context"
	"errors"
)

var (
	// ErrNotFound reports that no rule has the ID.
	ErrNotFound = errors.New("rule not found")
	// ErrTooMany reports that a store has MaxRules rules.
	ErrTooMany = errors.New("too many rules")
)

// Stored is the content of a Store at one moment.
type Stored struct {
	Version int64
	Rules   []Rule   // in ID order
	Invalid []string // IDs of stored rules that are malformed or invalid; they are not in Rules
}

// A Store keeps the rules of a shop. It is safe for concurrent use.
type Store interface {
	// Version returns the version of the rules: 0 before the first change. It costs one read.
	Version(ctx context.Context) (int64, error)
	// Load returns all rules with their version.
	Load(ctx context.Context) (Stored, error)
	// Get returns a rule, or ErrNotFound.
	Get(ctx context.Context, id string) (Rule, error)
	// Update calls change with a rule, or with nil if the store has none with the ID. It stores the rule that change
	// returns, or deletes the rule if that is nil, and increments the version, all at once. If another writer is faster,
	// Update calls change again. It stores nothing and returns the error if change fails or returns an invalid rule, and
	// returns ErrTooMany instead of adding a rule beyond MaxRules. If change returns nil for nil, the version stays. If the user
	// of ctx is a member of the staff, a store of a shop records the change.
	Update(ctx context.Context, id string, change func(*Rule) (*Rule, error)) error
}

// Check returns an error if an update of the rule with an ID may not store r: another ID or an invalid rule.
func Check(id string, r *Rule) error {
	if r == nil {
		return nil
	}
	if r.ID != id {
		return problem("id", "is %.40q, not %.40q", r.ID, id)
	}
	return r.Validate()
}
