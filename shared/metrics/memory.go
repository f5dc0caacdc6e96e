package metrics

import (
	"context"
	"maps"
	"slices"
	"sync"
	"time"
)

// Memory is a Store in memory, for tests and local programs. The zero value is empty.
type Memory struct {
	mu      sync.Mutex
	batches map[BatchID]bool
	tally   Tally
}

var _ Store = (*Memory)(nil)

// Add implements Store. It never forgets a batch.
func (m *Memory) Add(ctx context.Context, batches []BatchID, t Tally) (known []BatchID, err error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, id := range batches {
		if m.batches[id] {
			known = append(known, id)
		}
	}
	if len(known) > 0 {
		return known, nil
	}
	if m.batches == nil {
		m.batches, m.tally = make(map[BatchID]bool), make(Tally)
	}
	for _, id := range batches {
		m.batches[id] = true
	}
	m.tally.Add(t)
	return nil, nil
}

// Read implements Store.
func (m *Memory) Read(ctx context.Context, from, to time.Time, dimensions ...Dimension) (Tally, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	found := make(Tally)
	for key, counts := range m.tally {
		if !key.Hour.Before(from) && key.Hour.Before(to) && slices.Contains(dimensions, key.Dimension) {
			found[key] = maps.Clone(counts)
		}
	}
	return found, nil
}
