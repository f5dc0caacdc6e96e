package idtoken

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"shopfyp.dev/shared/gcp/idtoken/idtokentest"
)

// users is a fake user database. look implements UserStatus with the values of its fields.
type users struct {
	validAfter time.Time
	gone       bool
	fault      error
	lookups    int
}

func (u *users) look(context.Context, string) (time.Time, bool, error) {
	u.lookups++
	return u.validAfter, !u.gone, u.fault
}

// newChecking returns a Verifier that looks up users in u, a valid token for ann, and a function that advances the
// Verifier's clock.
func newChecking(t *testing.T, u *users) (v *Verifier, good string, wait func(time.Duration)) {
	t.Helper()
	google := idtokentest.NewKey(t)
	idtokentest.Publish(t, google)
	v, err := newVerifier(t).Checking(u.look, 5*time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	now := time.Now()
	v.users.now = func() time.Time { return now }
	return v, idtokentest.Sign(t, claims{"alg": "RS256", "typ": "JWT", "kid": idtokentest.KeyID}, with(nil), google), func(d time.Duration) { now = now.Add(d) }
}

func checkAnn(t *testing.T, v *Verifier, token, when string) {
	t.Helper()
	if user, err := v.Verify(t.Context(), token); user.ID != "ann" || err != nil {
		t.Errorf("%s: Verify = %q, %v, want ann", when, user.ID, err)
	}
}

func TestVerifyCachesUserStatus(t *testing.T) {
	u := &users{}
	v, good, wait := newChecking(t, u)
	for range 10 {
		checkAnn(t, v, good, "active")
	}
	if u.lookups != 1 {
		t.Errorf("%d lookups within five minutes, want 1", u.lookups)
	}
	u.gone = true
	checkAnn(t, v, good, "deleted, but cached as active")
	wait(5 * time.Minute)
	checkInvalid(t, v, "deleted", good)
	u.gone = false
	checkInvalid(t, v, "active again, but cached as deleted", good)
}

func TestVerifyRejectsRevokedTokens(t *testing.T) {
	u := &users{validAfter: time.Now().Add(-time.Second)} // ann's token was issued a minute ago
	v, good, wait := newChecking(t, u)
	checkInvalid(t, v, "revoked", good)
	u.validAfter = time.Now().Add(-time.Hour)
	wait(5 * time.Minute)
	checkAnn(t, v, good, "issued after the last revocation")
}

func TestVerifyWhileLookupsFail(t *testing.T) {
	u := &users{fault: errors.New("unavailable")}
	v, good, wait := newChecking(t, u)
	if user, err := v.Verify(t.Context(), good); user.ID != "" || !errors.Is(err, u.fault) || errors.Is(err, ErrInvalid) {
		t.Errorf("unknown status: Verify = %q, %v, want the fault", user.ID, err)
	}
	u.fault = nil
	checkAnn(t, v, good, "after a successful lookup")
	u.fault = errors.New("unavailable")
	wait(time.Hour)
	checkAnn(t, v, good, "known status, lookups fail")
}

// hang blocks until ctx is done, like a lookup when Firebase Auth does not answer.
func hang(ctx context.Context, _ string) (time.Time, bool, error) {
	<-ctx.Done()
	return time.Time{}, false, ctx.Err()
}

func TestHangingLookupFallsBackToTheCache(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		u, lookups, isHanging := &users{}, 0, false
		c, err := newChecker(func(ctx context.Context, userID string) (time.Time, bool, error) {
			lookups++
			if isHanging {
				return hang(ctx, userID)
			}
			return u.look(ctx, userID)
		}, 5*time.Minute)
		if err != nil {
			t.Fatal(err)
		}
		if err := c.check(t.Context(), "ann", time.Now()); err != nil {
			t.Fatal(err)
		}
		isHanging = true
		time.Sleep(5 * time.Minute)

		request, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		start := time.Now()
		if err := c.check(request, "ann", start); err != nil || time.Since(start) != lookupTimeout {
			t.Errorf("known user: check = %v after %s, want nil after %s", err, time.Since(start), lookupTimeout)
		}
		start = time.Now()
		if err := c.check(request, "ann", start); err != nil || time.Since(start) != 0 {
			t.Errorf("known user, after a timeout: check = %v after %s, want nil immediately", err, time.Since(start))
		}
		if err := c.check(request, "bob", start); !errors.Is(err, errLookupPaused) || time.Since(start) != 0 {
			t.Errorf("unknown user, after a timeout: check = %v after %s, want errLookupPaused immediately", err, time.Since(start))
		}
		if lookups != 2 {
			t.Errorf("%d lookups, want 2: none while they are paused", lookups)
		}
		isHanging = false
		time.Sleep(lookupBackoff)
		if err := c.check(t.Context(), "bob", time.Now()); err != nil || lookups != 3 {
			t.Errorf("after the pause: check = %v with %d lookups, want nil with 3", err, lookups)
		}
	})
}

func TestCanceledRequestDoesNotPauseLookups(t *testing.T) {
	c, err := newChecker(hang, time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := c.check(ctx, "ann", time.Now()); !errors.Is(err, context.Canceled) || c.paused() {
		t.Errorf("check = %v with lookups paused: %t, want context.Canceled and false", err, c.paused())
	}
}
