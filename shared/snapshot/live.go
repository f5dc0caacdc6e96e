package snapshot

import (
	"io"
	"sync"
)

// A live holds the build in use and swaps it: whoever uses the old one keeps it until done, nobody waits.
type live[T io.Closer] struct {
	mu  sync.Mutex // held for a few instructions only
	cur *counted[T]
}

// counted is a build with the number of its users, the live among them.
type counted[T io.Closer] struct {
	value   T
	version string
	users   int // guarded by live.mu
}

// acquire returns the build in use, or nil. Each needs one release.
func (l *live[T]) acquire() *counted[T] {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.cur != nil {
		l.cur.users++
	}
	return l.cur
}

// release closes the build if the caller was the last user of one that is no longer in use.
func (l *live[T]) release(c *counted[T]) error {
	l.mu.Lock()
	c.users--
	last := c.users == 0
	l.mu.Unlock()
	if last {
		return c.value.Close()
	}
	return nil
}

// swap puts next in use; nil puts nothing in use. The old build is closed when its last user is done.
func (l *live[T]) swap(next *counted[T]) error {
	if next != nil {
		next.users = 1
	}
	l.mu.Lock()
	old := l.cur
	l.cur = next
	l.mu.Unlock()
	if old == nil {
		return nil
	}
	return l.release(old)
}

// version returns the version in use, or "".
func (l *live[T]) version() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.cur == nil {
		return ""
	}
	return l.cur.version
}
