package engine

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/query"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/vector"
)

// Memory is an exact Collection in memory. Use it for tests.
type Memory struct {
	info     Info
	mu       sync.RWMutex
	products map[catalog.ID]Product
}

var _ Collection = (*Memory)(nil)

// NewMemory returns an empty collection.
func NewMemory(i Info) *Memory { return &Memory{info: i, products: make(map[catalog.ID]Product)} }

// Info implements Collection.
func (m *Memory) Info() Info { return m.info }

// Len implements Collection.
func (m *Memory) Len(ctx context.Context) (int, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return len(m.products), ctx.Err()
}

// Nearest implements Collection.
func (m *Memory) Nearest(ctx context.Context, v []float32, k int, c recommend.Condition) ([]Hit, error) {
	if err := cmp.Or(ctx.Err(), CheckVector(v, m.info.Dim), CheckHits(k)); err != nil {
		return nil, err
	}
	hits := m.hits(c, func(p *Product) (float32, bool) { return vector.SquaredL2(v, p.Vector), true })
	SortHits(hits, cmp.Compare[float32])
	return hits[:min(k, len(hits))], nil
}

// ByWords implements Collection.
func (m *Memory) ByWords(ctx context.Context, words []Word, k int, c recommend.Condition) ([]Hit, error) {
	if err := cmp.Or(ctx.Err(), CheckWords(words), CheckHits(k)); err != nil {
		return nil, err
	}
	hits := m.hits(c, func(p *Product) (sum float32, ok bool) {
		for _, w := range words {
			sum += w.Score * p.score(w.ID)
		}
		return sum, sum > 0
	})
	SortHits(hits, func(a, b float32) int { return cmp.Compare(b, a) })
	return hits[:min(k, len(hits))], nil
}

// hits returns the products that satisfy the condition and have a score.
func (m *Memory) hits(c recommend.Condition, score func(*Product) (float32, bool)) (hits []Hit) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	for _, p := range m.products {
		if !c.Allows(p.Flags, p.Card.Price, query.Attributes(p.Attributes)) || slices.Contains(c.Except, p.Group()) {
			continue
		}
		if s, ok := score(&p); ok {
			hits = append(hits, Hit{p, s})
		}
	}
	return hits
}

// SortHits sorts hits by score, then by ID.
func SortHits(hits []Hit, compare func(a, b float32) int) {
	slices.SortFunc(hits, func(a, b Hit) int { return cmp.Or(compare(a.Score, b.Score), cmp.Compare(a.ID, b.ID)) })
}

// Get implements Collection.
func (m *Memory) Get(ctx context.Context, ids []catalog.ID) (found []Product, err error) {
	if err := cmp.Or(ctx.Err(), CheckIDs(ids)); err != nil {
		return nil, err
	}
	m.mu.RLock()
	defer m.mu.RUnlock()
	for _, id := range slices.Compact(slices.Sorted(slices.Values(ids))) {
		if p, ok := m.products[id]; ok {
			found = append(found, p)
		}
	}
	return found, nil
}

// Find implements Collection.
func (m *Memory) Find(ctx context.Context, keys Keys, limit int) (found []Product, err error) {
	if err := cmp.Or(ctx.Err(), CheckRead(limit)); err != nil {
		return nil, err
	}
	m.mu.RLock()
	defer m.mu.RUnlock()
	for _, p := range m.products {
		if len(found) < limit && keys.Match(&p) {
			found = append(found, p)
		}
	}
	return found, nil
}

// Match reports whether a product has one of the keys.
func (k *Keys) Match(p *Product) bool {
	return slices.Contains(k.Groups, p.Group()) ||
		slices.ContainsFunc(p.Numbers, func(n string) bool { return slices.Contains(k.Numbers, n) }) ||
		slices.ContainsFunc(p.Keys, func(key string) bool { return slices.Contains(k.Exact, key) })
}

// Put implements Collection.
func (m *Memory) Put(ctx context.Context, products []Product) error {
	if err := cmp.Or(ctx.Err(), CheckProducts(products, m.info.Dim)); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, p := range products {
		m.products[p.ID] = p
	}
	return nil
}

// Delete implements Collection.
func (m *Memory) Delete(ctx context.Context, ids []catalog.ID) error {
	if err := cmp.Or(ctx.Err(), CheckIDs(ids)); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, id := range ids {
		delete(m.products, id)
	}
	return nil
}

// Entries implements Collection.
func (m *Memory) Entries(ctx context.Context, use func([]Entry) error) error {
	m.mu.RLock()
	var all []Entry
	for _, p := range m.products {
		all = append(all, Entry{p.ID, p.Hash})
	}
	m.mu.RUnlock()
	for some := range slices.Chunk(all, MaxRead) {
		if err := cmp.Or(ctx.Err(), use(some)); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// Close implements Collection.
func (m *Memory) Close() error { return nil }
