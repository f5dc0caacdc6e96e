package idtoken

import (
	"context"
	"fmt"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
)

// A UserStatus looks a user up: tokens issued before validAfter are revoked, and none
// is good where ok is false because the user was deleted or disabled.
type UserStatus func(ctx context.Context, userID string) (validAfter time.Time, ok bool, err error)

// statusCacheSize is of how many users it is remembered how they stand.
const statusCacheSize = 10_000

// A checker asks how users stand, and remembers it for a while.
type checker struct {
	look  UserStatus
	every time.Duration
	now   func() time.Time
	known *lru.Cache[string, known]
}

// known is how a user stood.
type known struct {
	validAfter time.Time
	ok         bool
	at         time.Time // when that was asked
}

// Checking returns a Verifier that also refuses the tokens of users who were deleted or disabled, and tokens
// that were revoked, at the latest so long after it happened. A user is looked up with their first token and
// again where that is longer ago than every. Where that cannot be done, what was known last holds.
func (v *Verifier) Checking(look UserStatus, every time.Duration) (*Verifier, error) {
	cache, err := lru.New[string, known](statusCacheSize)
	if err != nil {
		return nil, err
	}
	return &Verifier{v.client, &checker{look, every, time.Now, cache}}, nil
}

// check returns ErrInvalid for a token, issued at a time, of a user who may use none or only newer ones.
func (c *checker) check(ctx context.Context, userID string, issuedAt time.Time) error {
	k, err := c.status(ctx, userID)
	if err != nil {
		return fmt.Errorf("look user %s up: %w", userID, err)
	}
	if !k.ok {
		return fmt.Errorf("%w: its user was deleted or disabled", ErrInvalid)
	}
	if issuedAt.Before(k.validAfter) {
		return fmt.Errorf("%w: it was revoked", ErrInvalid)
	}
	return nil
}

func (c *checker) status(ctx context.Context, userID string) (known, error) {
	k, before := c.known.Get(userID)
	if before && c.now().Sub(k.at) < c.every {
		return k, nil
	}
	validAfter, ok, err := c.look(ctx, userID)
	if err != nil {
		if before {
			return k, nil
		}
		return known{}, err
	}
	k = known{validAfter, ok, c.now()}
	c.known.Add(userID, k)
	return k, nil
}
