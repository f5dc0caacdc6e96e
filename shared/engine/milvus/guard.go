package milvus

import (
	"sync"
	"time"
)

const (
	minWait = 1 * time.Second // after a failed call; each further failure doubles it
	maxWait = 30 * time.Second
)

// An outcome says what a call tells about the engine.
type outcome int

const (
	answered  outcome = iota
	failed            // the engine is away
	abandoned         // the caller canceled the call: nothing
)

// A guard keeps calls from an engine that is away. After a failure it allows none for a while, then one at a time until
// one is answered.
type guard struct {
	now func() time.Time

	mu      sync.Mutex
	wait    time.Duration // 0: the engine answers
	until   time.Time     // no call before that time
	probing bool          // a call finds out whether the engine is back
	epoch   int           // number of failures that counted
}

// start reports whether a call may start. If so, the caller passes the epoch to end.
func (g *guard) start() (epoch int, ok bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.wait > 0 {
		if g.probing || g.now().Before(g.until) {
			return 0, false
		}
		g.probing = true
	}
	return g.epoch, true
}

// end records the outcome of a call. Calls that started before the last failure do not count: when the engine goes away,
// many fail at once.
func (g *guard) end(epoch int, o outcome) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if epoch != g.epoch {
		return
	}
	g.probing = false
	switch o {
	case answered:
		g.wait = 0
	case failed:
		g.epoch++
		g.wait = min(max(2*g.wait, minWait), maxWait)
		g.until = g.now().Add(g.wait)
	}
}
