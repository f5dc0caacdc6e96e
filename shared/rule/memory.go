package rule

import (
	"cmp"
	"context"
	"slices"
	"sync"
)

// Memory is a Store in memory, for tests and local use. The zero value has no rules.
type Memory struct {
	mu      sync.Mutex
	version int64
	rules   map[string]Rule
}

var _ Store = (*Memory)(nil)

// Version implements Store.
func (m *Memory) Version(ctx context.Context) (int64, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.version, ctx.Err()
}

// Load implements Store.
func (m *Memory) Load(ctx context.Context) (Stored, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	s := Stored{Version: m.version}
	for _, r := range m.rules {
		s.Rules = append(s.Rules, r.clone())
	}
	slices.SortFunc(s.Rules, func(a, b Rule) int { return cmp.Compare(a.ID, b.ID) })
	return s, ctx.Err()
}

// Get implements Store.
func (m *Memory) Get(ctx context.Context, id string) (Rule, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	r, ok := m.rules[id]
	if !ok {
		return Rule{}, cmp.Or(ctx.Err(), ErrNotFound)
	}
	return r.clone(), ctx.Err()
}

// Update implements Store.
func (m *Memory) Update(ctx context.Context, id string, change func(*Rule) (*Rule, error)) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	var old *Rule
	if r, ok := m.rules[id]; ok {
		r = r.clone()
		old = &r
	}
	r, err := change(old)
	if err != nil {
		return err
	}
	if err := Check(id, r); err != nil {
		return err
	}
	switch {
	case r == nil && old == nil:
		return nil
	case r == nil:
		delete(m.rules, id)
	case old == nil && len(m.rules) >= MaxRules:
		return ErrTooMany
	default:
		if m.rules == nil {
			m.rules = make(map[string]Rule)
		}
		m.rules[id] = r.clone()
	}
	m.version++
	return nil
}

func (r Rule) clone() Rule {
	r.Category = slices.Clone(r.Category)
	return r
}
