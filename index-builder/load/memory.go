package load

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"

	"shopfyp.dev/shared/engine"
)

// Memory is an Engine in memory, for tests.
type Memory struct {
	mu          sync.Mutex
	collections map[string]*engine.Memory
	active      []string // the models that were active, the active one last
}

var _ Engine = (*Memory)(nil)

// NewMemory returns an Engine without collections.
func NewMemory() *Memory { return &Memory{collections: make(map[string]*engine.Memory)} }

// Open implements Engine.
func (m *Memory) Open(ctx context.Context, model string) (engine.Collection, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	c, ok := m.collections[model]
	if !ok {
		return nil, fmt.Errorf("%w: %q", engine.ErrGone, model)
	}
	return c, ctx.Err()
}

// Create implements Engine.
func (m *Memory) Create(ctx context.Context, i engine.Info) (engine.Collection, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.collections[i.Model] == nil {
		m.collections[i.Model] = engine.NewMemory(i)
	}
	return m.collections[i.Model], ctx.Err()
}

// Activate implements Engine.
func (m *Memory) Activate(ctx context.Context, model string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.collections[model] == nil {
		return fmt.Errorf("%w: %q", engine.ErrGone, model)
	}
	if m.active == nil || m.active[len(m.active)-1] != model {
		m.active = append(m.active, model)
	}
	return ctx.Err()
}

// Tidy implements Engine.
func (m *Memory) Tidy(ctx context.Context, model string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	keep := append(slices.Clone(m.active[max(0, len(m.active)-2):]), model)
	maps.DeleteFunc(m.collections, func(model string, _ *engine.Memory) bool { return !slices.Contains(keep, model) })
	return ctx.Err()
}

// Active returns the active model, or "".
func (m *Memory) Active() string {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.active) == 0 {
		return ""
	}
	return m.active[len(m.active)-1]
}

// Models returns the models that have a collection, in order.
func (m *Memory) Models() []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Sorted(maps.Keys(m.collections))
}
