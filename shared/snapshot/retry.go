package snapshot

import (
	"fmt"
	"math/rand/v2"
	"time"
)

// Delays between attempts to load a version. They double from minRetry to maxRetry.
const (
	minRetry = time.Second
	maxRetry = 10 * time.Minute
)

// attempts records the last version that could not be loaded, so that a Follower does not download it over and over.
// The zero value records no version.
type attempts struct {
	version  string
	err      error
	refused  bool // a retry cannot help
	failures int
	retryAt  time.Time
}

// refusal returns an error if the version was refused, so that it is not fetched again. Otherwise it returns nil.
func (a *attempts) refusal(version string) error {
	if a.version != version || !a.refused {
		return nil
	}
	return fmt.Errorf("refused until another version is published: %w", a.err)
}

// backoff returns the error of the last attempt if it is too early for the next attempt, or nil.
func (a *attempts) backoff(version string, now time.Time) error {
	if a.version != version || !now.Before(a.retryAt) {
		return nil
	}
	return fmt.Errorf("next attempt after %s: %w", a.retryAt.UTC().Format(time.TimeOnly), a.err)
}

// refuse records that the version must not be fetched again.
func (a *attempts) refuse(version string, err error) {
	*a = attempts{version: version, err: err, refused: true}
}

// fail records a failed attempt and schedules the next one. The delay has jitter: it is between half of its nominal
// length and the whole, so that instances do not retry at the same time.
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
