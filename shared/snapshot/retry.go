package snapshot

import (
	"fmt"
	"math/rand/v2"
	"time"
)

// Delays between attempts to load a version that failed. They double from minRetry to maxRetry.
const (
	minRetry = time.Second
	maxRetry = 10 * time.Minute
)

// attempts remembers the last version that could not be loaded, so that a bad one is not downloaded in a loop.
// The zero value remembers nothing.
type attempts struct {
	version  string
	err      error
	refused  bool // no retry can help
	failures int
	retryAt  time.Time
}

// refusal returns the error of a version that was refused, or nil. A refused version is not fetched again.
func (a *attempts) refusal(version string) error {
	if a.version != version || !a.refused {
		return nil
	}
	return fmt.Errorf("refused until another version is published: %w", a.err)
}

// backoff returns the error of the last attempt while it is too early for the next one, or nil.
func (a *attempts) backoff(version string, now time.Time) error {
	if a.version != version || !now.Before(a.retryAt) {
		return nil
	}
	return fmt.Errorf("next attempt after %s: %w", a.retryAt.UTC().Format(time.TimeOnly), a.err)
}

// refuse remembers that the version must not be fetched again.
func (a *attempts) refuse(version string, err error) {
	*a = attempts{version: version, err: err, refused: true}
}

// fail remembers a failed attempt and schedules the next one. The delay is random, between half of its
// nominal length and all of it, so that instances do not retry together.
func (a *attempts) fail(version string, err error, now time.Time) {
	if a.version != version {
		*a = attempts{version: version}
	}
	delay := maxRetry
	if a.failures < 10 { // 1 s << 10 exceeds maxRetry
		delay = min(minRetry<<a.failures, maxRetry)
	}
	a.failures++
	a.err, a.retryAt = err, now.Add(delay/2+rand.N(delay/2))
}
