package idtoken

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
)

// A UserStatus looks up a user. Tokens issued before validAfter are revoked. ok is false for a user who was
// deleted or disabled, whose tokens are all invalid.
type UserStatus func(ctx context.Context, userID string) (validAfter time.Time, ok bool, err error)

const (
	statusCacheSize = 10_000                  // users
	lookupTimeout   = 1500 * time.Millisecond // well below a request's timeout, so that the fallback comes in time
	lookupBackoff   = 5 * time.Second         // after a lookup that timed out, before the next one of any user
)

// errLookupPaused reports that users are not looked up, because a recent lookup timed out.
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

// known is the status of a user at some time.
type known struct {
	validAfter time.Time
	ok         bool
	at         time.Time // of the lookup
}

// Checking returns a Verifier that also rejects revoked tokens and those of deleted or disabled users, at the
// latest when the time every has passed since then. It looks a user up with the first token and again after
// every. If a lookup fails or takes longer than 1.5 seconds, the last known status holds; without one, Verify
// returns an error. After a timeout it looks nobody up for five seconds, so that not each request waits.
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
		return fmt.Errorf("%w: its user was deleted or disabled", ErrInvalid)
	}
	if issuedAt.Before(k.validAfter) {
		return fmt.Errorf("%w: it was revoked", ErrInvalid)
	}
	return nil
}

// status returns the user's status: the cached one if it is recent or the lookup fails.
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

// lookUp looks up the user within lookupTimeout, which also ends the retries of the Firebase SDK.
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
