package staff

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"sync"
	"time"
)

// Memory is a Log in memory. Its zero value is empty.
type Memory struct {
	mu      sync.Mutex
	changes []Change // oldest first
}

var _ Log = (*Memory)(nil)

// Add implements Log.
func (m *Memory) Add(_ context.Context, c Change) (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	c.ID = strconv.Itoa(len(m.changes) + 1)
	if c.At.IsZero() {
		c.At = time.Now().UTC()
	}
	m.changes = append(m.changes, c)
	return c.ID, nil
}

// Fail implements Log.
func (m *Memory) Fail(_ context.Context, id string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	i := slices.IndexFunc(m.changes, func(c Change) bool { return c.ID == id })
	if i < 0 {
		return fmt.Errorf("no change %q", id)
	}
	m.changes[i].Failed = true
	return nil
}

// Newest implements Log.
func (m *Memory) Newest(_ context.Context, n int, before time.Time) ([]Change, error) {
	if err := CheckNewest(n); err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	found := []Change{}
	for _, c := range m.changes {
		if before.IsZero() || c.At.Before(before) {
			found = append(found, c)
		}
	}
	slices.SortStableFunc(found, func(a, b Change) int { return cmp.Or(b.At.Compare(a.At), cmp.Compare(b.ID, a.ID)) })
	return found[:min(n, len(found))], nil
}
