package milvus

import (
	"testing"
	"time"
)

// A testClock is a guard with a clock that stands still.
type testClock struct {
	guard
	at time.Time
}

func newTestClock() *testClock {
	c := &testClock{at: time.Unix(1_000_000, 0)}
	c.now = func() time.Time { return c.at }
	return c
}

// mustStart returns the epoch of a call that may start.
func (c *testClock) mustStart(t *testing.T) int {
	t.Helper()
	epoch, ok := c.start()
	if !ok {
		t.Fatal("start() = false, want a call to start")
	}
	return epoch
}

func (c *testClock) mustNotStart(t *testing.T) {
	t.Helper()
	if _, ok := c.start(); ok {
		t.Fatal("start() = true, want no call to start")
	}
}

func (c *testClock) fail(t *testing.T) { t.Helper(); c.end(c.mustStart(t), failed) }

func TestGuardWaitsLongerAfterEachFailure(t *testing.T) {
	c := newTestClock()
	for _, seconds := range []int{1, 2, 4, 8, 16, 30, 30} {
		wait := time.Duration(seconds) * time.Second
		c.fail(t)
		c.at = c.at.Add(wait - 1)
		c.mustNotStart(t)
		c.at = c.at.Add(1)
	}
	c.end(c.mustStart(t), answered)
	c.fail(t)
	c.at = c.at.Add(minWait)
	c.mustStart(t) // an answer resets the wait
}

func TestGuardAllowsOneProbe(t *testing.T) {
	c := newTestClock()
	c.fail(t)
	c.at = c.at.Add(minWait)
	probe := c.mustStart(t)
	c.mustNotStart(t)
	c.at = c.at.Add(time.Hour)
	c.mustNotStart(t)
	c.end(probe, answered)
	c.mustStart(t)
	c.mustStart(t)
}

func TestGuardForgetsAbandonedProbe(t *testing.T) {
	c := newTestClock()
	c.fail(t)
	c.at = c.at.Add(minWait)
	c.end(c.mustStart(t), abandoned)
	probe := c.mustStart(t)
	c.mustNotStart(t)
	c.end(probe, failed)
	c.at = c.at.Add(2*minWait - 1)
	c.mustNotStart(t)
}

func TestGuardCountsSimultaneousFailuresOnce(t *testing.T) {
	c := newTestClock()
	epochs := []int{c.mustStart(t), c.mustStart(t), c.mustStart(t)}
	c.end(epochs[0], failed)
	c.end(epochs[1], failed)
	c.end(epochs[2], answered) // it was answered before the failure
	c.mustNotStart(t)
	c.at = c.at.Add(minWait)
	c.mustStart(t)
}

func TestGuardIgnoresAbandonedCalls(t *testing.T) {
	c := newTestClock()
	c.end(c.mustStart(t), abandoned)
	c.mustStart(t)
	c.mustStart(t)
}
