package catalog

import (
	"context"
	"iter"
)

// Sources finds products by the feed that they came from.
type Sources interface {
	// IDsOf yields the ID of every product with the Source, in order. It reads no other fields. It yields the first
	// error and stops. An empty source has no products.
	IDsOf(ctx context.Context, source string) iter.Seq2[ID, error]
}

// Batches reads many products at once.
type Batches interface {
	// GetBatch returns the products that are stored under the IDs. Of a product that cannot be decoded, it returns
	// only the ID.
	GetBatch(ctx context.Context, ids []ID) (map[ID]Product, error)
}

var (
	_ Sources = (*Memory)(nil)
	_ Batches = (*Memory)(nil)
)

// IDsOf implements Sources.
func (m *Memory) IDsOf(ctx context.Context, source string) iter.Seq2[ID, error] {
	return func(yield func(ID, error) bool) {
		for p, err := range m.All(ctx) {
			if (err != nil || source != "" && p.Source == source) && !yield(p.ID, err) {
				return
			}
		}
	}
}

// GetBatch implements Batches.
func (m *Memory) GetBatch(ctx context.Context, ids []ID) (map[ID]Product, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	found := make(map[ID]Product, len(ids))
	for _, id := range ids {
		if p, ok := m.products[id]; ok {
			found[id] = p.clone()
		}
	}
	return found, nil
}
