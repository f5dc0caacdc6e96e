package snapshot

import (
	"io"
	"sync"
)

// A slot holds the snapshot in use. A swap does not wait for readers: they keep the old snapshot until they release
// it, and the last release closes it.
type slot[T io.Closer] struct {
	mu  sync.Mutex // held only briefly
	cur *counted[T]
}

// counted is an open snapshot with its reference count. The slot itself holds one reference.
type counted[T io.Closer] struct {
	value   T
	version string
	refs    int // guarded by slot.mu
}

// acquire returns the snapshot in use, or nil. Each non-nil result needs one release.
func (s *slot[T]) acquire() *counted[T] {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.cur != nil {
		s.cur.refs++
	}
	return s.cur
}

// release drops one reference and closes the snapshot with the last one.
func (s *slot[T]) release(c *counted[T]) error {
	s.mu.Lock()
	c.refs--
	last := c.refs == 0
	s.mu.Unlock()
	if last {
		return c.value.Close()
	}
	return nil
}

// swap replaces the snapshot in use by next, which may be nil, and releases the old one.
func (s *slot[T]) swap(next *counted[T]) error {
	if next != nil {
		next.refs = 1
	}
	s.mu.Lock()
	old := s.cur
	s.cur = next
	s.mu.Unlock()
	if old == nil {
		return nil
	}
	return s.release(old)
}

// version returns the version in use, or "".
func (s *slot[T]) version() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.cur == nil {
		return ""
	}
	return s.cur.version
}
