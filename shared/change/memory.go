package change

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"shopfyp.dev/shared/catalog"
)

// Memory is a Store in memory over the products and embeddings of a catalog.Memory, for tests and local use. Its clock
// advances by a millisecond with every call. It is safe for concurrent use.
type Memory struct {
	catalog *catalog.Memory

	mu      sync.Mutex
	now     time.Time
	changes map[catalog.ID]Change
}

var _ Store = (*Memory)(nil)

// NewMemory returns a Memory without changes.
func NewMemory(c *catalog.Memory) *Memory {
	return &Memory{catalog: c, now: time.Unix(1_700_000_000, 0).UTC(), changes: make(map[catalog.ID]Change)}
}

// Advance moves the clock.
func (m *Memory) Advance(d time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.now = m.now.Add(d)
}

// tick returns the next time. The caller holds the lock.
func (m *Memory) tick() time.Time {
	m.now = m.now.Add(time.Millisecond)
	return m.now
}

// Record implements Store.
func (m *Memory) Record(ctx context.Context, id catalog.ID, decide func(Source) (Update, error)) error {
	const attempts = 100
	for range attempts {
		s, err := m.source(ctx, id)
		if err != nil {
			return err
		}
		u, err := decide(s)
		if err != nil {
			return err
		}
		if err := u.Change.Validate(); err != nil {
			return fmt.Errorf("change %q: %w", id, err)
		}
		if stored, err := m.store(ctx, s, u); stored || err != nil {
			return err
		}
	}
	return fmt.Errorf("product %q changed %d times while its change was recorded", id, attempts)
}

// source returns the state of a product.
func (m *Memory) source(ctx context.Context, id catalog.ID) (s Source, err error) {
	s.Product, s.Err = m.catalog.Get(ctx, id)
	for e, err := range m.catalog.AllEmbeddings(ctx) {
		if err != nil {
			return s, err
		}
		if e.ID == id {
			s.Embedding = e
		}
	}
	return s, ctx.Err()
}

// store stores the update, unless the product differs from s.
func (m *Memory) store(ctx context.Context, s Source, u Update) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	now, err := m.catalog.Get(ctx, u.Change.ID)
	if (err == nil) != (s.Err == nil) || err == nil && !now.SameContent(&s.Product) {
		return false, nil
	}
	if u.Embedding != nil {
		if err := m.catalog.PutEmbeddings(ctx, []catalog.Embedding{*u.Embedding}); err != nil {
			return false, err
		}
	}
	c := u.Change.clone()
	c.At = m.tick()
	m.changes[c.ID] = c
	return true, nil
}

// Get implements Store.
func (m *Memory) Get(ctx context.Context, id catalog.ID) (Change, error) {
	if err := ctx.Err(); err != nil {
		return Change{}, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	c, ok := m.changes[id]
	if !ok {
		return Change{}, fmt.Errorf("change %q: %w", id, catalog.ErrNotFound)
	}
	return c.clone(), nil
}

// Since implements Store.
func (m *Memory) Since(ctx context.Context, after time.Time, use func(Change) error) (time.Time, error) {
	if err := ctx.Err(); err != nil {
		return after, err
	}
	m.mu.Lock()
	found := slices.DeleteFunc(slices.Collect(maps.Values(m.changes)), func(c Change) bool { return !c.At.After(after) })
	read := m.tick()
	m.mu.Unlock()
	slices.SortFunc(found, func(a, b Change) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.ID, b.ID)) })
	for _, c := range found {
		if err := use(c.clone()); err != nil {
			return after, err
		}
	}
	if len(found) == 0 {
		return after, nil
	}
	return read, nil
}

// Now implements Store.
func (m *Memory) Now(ctx context.Context) (time.Time, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.tick(), ctx.Err()
}

// Delete implements Store.
func (m *Memory) Delete(ctx context.Context, until time.Time) (int, error) {
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	before := len(m.changes)
	maps.DeleteFunc(m.changes, func(_ catalog.ID, c Change) bool { return !c.At.After(until) })
	return before - len(m.changes), nil
}

func (c Change) clone() Change {
	c.Vector = slices.Clone(c.Vector)
	if c.Product != nil {
		p := *c.Product
		p.Category, p.Options = slices.Clone(p.Category), slices.Clone(p.Options)
		c.Product = &p
	}
	return c
}
