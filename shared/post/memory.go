package post

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync"

	"shopfyp.dev/shared/invalid"
)

// Memory is an in-memory Store for tests. It is safe for concurrent use.
type Memory struct {
	mu    sync.Mutex
	posts map[string]Post
}

var _ Store = (*Memory)(nil)

// NewMemory returns an empty Memory.
func NewMemory() *Memory { return &Memory{posts: make(map[string]Post)} }

// Put implements Store.
func (m *Memory) Put(ctx context.Context, posts []Post) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := ValidateAll(posts); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, p := range posts {
		m.posts[p.ID] = p.clone()
	}
	return nil
}

// Get implements Store.
func (m *Memory) Get(ctx context.Context, id string) (Post, error) {
	if err := ctx.Err(); err != nil {
		return Post{}, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	p, ok := m.posts[id]
	if !ok || !p.IsServed() {
		return Post{}, fmt.Errorf("post %q: %w", id, ErrNotFound)
	}
	return p.clone(), nil
}

// Page implements Store.
func (m *Memory) Page(ctx context.Context, limit int, after Cursor) (Page, error) {
	if err := ctx.Err(); err != nil {
		return Page{}, err
	}
	if err := invalid.CheckLimit(limit, MaxPage); err != nil {
		return Page{}, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	var found []Post
	for _, p := range m.posts {
		if p.IsServed() && after.after(&p) {
			found = append(found, p.clone())
		}
	}
	slices.SortFunc(found, func(a, b Post) int {
		return cmp.Or(cmp.Compare(a.Order, b.Order), cmp.Compare(a.ID, b.ID))
	})
	if len(found) <= limit {
		return Page{Posts: found}, nil
	}
	found = found[:limit]
	last := found[limit-1]
	return Page{Posts: found, Next: Cursor{last.Order, last.ID}}, nil
}

func (p *Post) clone() Post {
	c := *p
	c.Tags, c.Colors = slices.Clone(p.Tags), slices.Clone(p.Colors)
	return c
}
