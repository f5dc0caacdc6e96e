package experiment

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
)

// A Store holds experiments. It is safe for concurrent use.
type Store interface {
	// List returns all experiments, by ID.
	List(ctx context.Context) ([]Experiment, error)
	// Running returns the running experiments, by ID.
	Running(ctx context.Context) ([]Experiment, error)
	// Get returns an experiment, or ErrNotFound.
	Get(ctx context.Context, id string) (Experiment, error)
	// Update replaces an experiment by the result of change, and returns it. change gets an experiment without an ID if there
	// is none. Concurrent updates do not lose each other's changes, so change may be called several times. If change returns
	// an error, Update changes nothing and returns the error.
	// If the user of ctx is a member of the staff, a store of a shop records the change.
	Update(ctx context.Context, id string, change func(Experiment) (Experiment, error)) (Experiment, error)
}

// Memory is a Store in memory, for tests and local programs. The zero value is empty.
type Memory struct {
	mu  sync.Mutex
	all map[string]Experiment
}

var _ Store = (*Memory)(nil)

// List implements Store.
func (m *Memory) List(ctx context.Context) ([]Experiment, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	return sorted(slices.AppendSeq(make([]Experiment, 0, len(m.all)), maps.Values(m.all))), nil
}

// Running implements Store.
func (m *Memory) Running(ctx context.Context) ([]Experiment, error) {
	all, err := m.List(ctx)
	return slices.DeleteFunc(all, func(e Experiment) bool { return e.State != Running }), err
}

// Get implements Store.
func (m *Memory) Get(ctx context.Context, id string) (Experiment, error) {
	return m.Update(ctx, id, func(e Experiment) (Experiment, error) {
		if e.ID == "" {
			return e, ErrNotFound
		}
		return e, nil
	})
}

// Update implements Store.
func (m *Memory) Update(ctx context.Context, id string, change func(Experiment) (Experiment, error)) (Experiment, error) {
	if err := ctx.Err(); err != nil {
		return Experiment{}, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	e, err := change(m.all[id])
	if err != nil {
		return Experiment{}, err
	}
	if e.ID != id {
		return Experiment{}, fmt.Errorf("update of experiment %s: %w", id, errOtherID)
	}
	if m.all == nil {
		m.all = make(map[string]Experiment)
	}
	m.all[id] = e
	return e, nil
}

var errOtherID = errors.New("the ID changed")
