package idtoken

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
)

// A UserStatus looks up a user. Tokens issued before validAfter are revoked. ok is false if the user was
// deleted or disabled; all tokens of such a user are invalid.
type UserStatus func(ctx context.Context, userID string) (validAfter time.Time, ok bool, err error)

const (
	statusCacheSize = 10_000                  // number of users
	lookupTimeout   = 1500 * time.Millisecond // well below the request timeout, to leave time for the fallback
	lookupBackoff   = 5 * time.Second         // pause of all lookups after one timed out
)

// errLookupPaused reports that a lookup was skipped because a recent one timed out.
var errLookupPaused = errors.New("user lookups are paused after a timeout")

// A checker looks up users and caches their status.
type checker struct {
	look  UserStatus
	every time.Duration
	now   func() time.Time
	known *lru.Cache[string, known]

	mu          sync.Mutex
	pausedUntil time.Time
}

// known is the status of a user at the time of a lookup.
type known struct {
	validAfter time.Time
	ok         bool
	at         time.Time // time of the lookup
}

// Checking returns a Verifier that also rejects revoked tokens, and tokens of deleted or disabled users. It looks
// up a user for the first token, and again when the cached status is older than every. A change of status therefore
// takes effect within that time.
//
// If a lookup fails or takes longer than 1.5 seconds, Verify uses the last known status. If the status is not
// known, Verify returns an error. After a timeout, the Verifier makes no lookups for five seconds, so that not
// every request waits for one.
func (v *Verifier) Checking(look UserStatus, every time.Duration) (*Verifier, error) {
	users, err := newChecker(look, every)
	if err != nil {
		return nil, err
	}
	return &Verifier{v.client, users}, nil
}

func newChecker(look UserStatus, every time.Duration) (*checker, error) {
	cache, err := lru.New[string, known](statusCacheSize)
	return &checker{look: look, every: every, now: time.Now, known: cache}, err
}

// check returns ErrInvalid for a revoked token and for the token of a deleted or disabled user.
func (c *checker) check(ctx context.Context, userID string, issuedAt time.Time) error {
	k, err := c.status(ctx, userID)
	if err != nil {
		return fmt.Errorf("look up user %s: %w", userID, err)
	}
	if !k.ok {
		return fmt.Errorf("%w: the user was deleted or disabled", ErrInvalid)
	}
	if issuedAt.Before(k.validAfter) {
		return fmt.Errorf("%w: the token was revoked", ErrInvalid)
	}
	return nil
}

// status returns the user's status. It returns the cached status if it is recent or if the lookup fails.
func (c *checker) status(ctx context.Context, userID string) (known, error) {
	cached, ok := c.known.Get(userID)
	if ok && c.now().Sub(cached.at) < c.every {
		return cached, nil
	}
	k, err := c.lookUp(ctx, userID)
	if err != nil {
		if ok {
			return cached, nil
		}
		return known{}, err
	}
	c.known.Add(userID, k)
	return k, nil
}

// lookUp looks up the user. lookupTimeout limits the total time, including the Firebase SDK's retries.
func (c *checker) lookUp(ctx context.Context, userID string) (known, error) {
	if c.paused() {
		return known{}, errLookupPaused
	}
	lookupCtx, cancel := context.WithTimeout(ctx, lookupTimeout)
	defer cancel()
	validAfter, ok, err := c.look(lookupCtx, userID)
	if err != nil {
		if lookupCtx.Err() != nil && ctx.Err() == nil {
			c.pause()
		}
		return known{}, err
	}
	return known{validAfter, ok, c.now()}, nil
}

// paused reports whether a recent lookup timed out.
func (c *checker) paused() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now().Before(c.pausedUntil)
}

func (c *checker) pause() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.pausedUntil = c.now().Add(lookupBackoff)
}
