package catalog

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"sync"
)

// Memory is an in-memory Store and Embeddings for tests and local use. It is
// safe for concurrent use.
type Memory struct {
	mu         sync.Mutex
	products   map[ID]Product
	embeddings map[ID]Embedding
}

var (
	_ Store      = (*Memory)(nil)
	_ Embeddings = (*Memory)(nil)
	_ Updater    = (*Memory)(nil)
)

// NewMemory returns an empty Memory.
func NewMemory() *Memory {
	return &Memory{products: make(map[ID]Product), embeddings: make(map[ID]Embedding)}
}

// Get implements Store.
func (m *Memory) Get(ctx context.Context, id ID) (Product, error) {
	if err := ctx.Err(); err != nil {
		return Product{}, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	p, ok := m.products[id]
	if !ok {
		return Product{}, fmt.Errorf("product %q: %w", id, ErrNotFound)
	}
	return p.clone(), nil
}

// All implements Store. It yields the products that are stored when the loop begins.
func (m *Memory) All(ctx context.Context) iter.Seq2[Product, error] {
	return all(ctx, &m.mu, m.products, Product.clone)
}

// Put implements Store.
func (m *Memory) Put(ctx context.Context, products []Product) (written int, err error) {
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	var errs []error
	changed := make(map[ID]bool)
	for _, p := range products {
		if err := p.Validate(); err != nil {
			errs = append(errs, fmt.Errorf("product %q: %w", p.ID, err))
			continue
		}
		if old, ok := m.products[p.ID]; !ok || !old.SameContent(&p) {
			m.products[p.ID] = p.clone()
			changed[p.ID] = true
		}
	}
	return len(changed), errors.Join(errs...)
}

// Delete implements Store.
func (m *Memory) Delete(ctx context.Context, ids []ID) error {
	return remove(ctx, &m.mu, m.products, ids)
}

// Count implements Store.
func (m *Memory) Count(ctx context.Context) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return len(m.products), ctx.Err()
}

// AllEmbeddings implements Embeddings. It yields the embeddings that are stored when the loop begins.
func (m *Memory) AllEmbeddings(ctx context.Context) iter.Seq2[Embedding, error] {
	return all(ctx, &m.mu, m.embeddings, Embedding.clone)
}

// PutEmbeddings implements Embeddings.
func (m *Memory) PutEmbeddings(ctx context.Context, embeddings []Embedding) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	var errs []error
	for _, e := range embeddings {
		if err := e.Validate(); err != nil {
			errs = append(errs, fmt.Errorf("embedding %q: %w", e.ID, err))
			continue
		}
		m.embeddings[e.ID] = e.clone()
	}
	return errors.Join(errs...)
}

// DeleteEmbeddings implements Embeddings.
func (m *Memory) DeleteEmbeddings(ctx context.Context, ids []ID) error {
	return remove(ctx, &m.mu, m.embeddings, ids)
}

func (p Product) clone() Product {
	p.Category = slices.Clone(p.Category)
	p.AdditionalImages = slices.Clone(p.AdditionalImages)
	p.Options = slices.Clone(p.Options)
	return p
}

func (e Embedding) clone() Embedding {
	e.Vector = slices.Clone(e.Vector)
	return e
}

// all yields clones of the values that m holds when the loop begins, in ID order.
func all[T any](ctx context.Context, mu *sync.Mutex, m map[ID]T, clone func(T) T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		mu.Lock()
		snapshot := maps.Clone(m)
		mu.Unlock()
		for _, id := range slices.Sorted(maps.Keys(snapshot)) {
			if ctx.Err() != nil {
				break
			}
			if !yield(clone(snapshot[id]), nil) {
				return
			}
		}
		if err := ctx.Err(); err != nil {
			var zero T
			yield(zero, err)
		}
	}
}

func remove[T any](ctx context.Context, mu *sync.Mutex, m map[ID]T, ids []ID) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	mu.Lock()
	defer mu.Unlock()
	for _, id := range ids {
		delete(m, id)
	}
	return nil
}

// Update implements Updater.
func (m *Memory) Update(ctx context.Context, id ID, change func(Product) (Product, error)) (Product, error) {
	if err := ctx.Err(); err != nil {
		return Product{}, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	old, ok := m.products[id]
	if !ok {
		return Product{}, fmt.Errorf("product %q: %w", id, ErrNotFound)
	}
	p, err := change(old.clone())
	if err != nil {
		return Product{}, err
	}
	if err := CheckUpdate(id, &p); err != nil {
		return Product{}, err
	}
	m.products[id] = p.clone()
	return p, nil
}
