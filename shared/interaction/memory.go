package interaction

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"shopfyp.dev/shared/catalog"
)

// Memory is a Log in memory, for tests and for trying things out. It is safe
// for concurrent use.
type Memory struct {
	now func() time.Time

	mu    sync.Mutex
	last  int
	users map[string][]Interaction // oldest first
}

var _ Log = (*Memory)(nil)

// NewMemory returns an empty Memory whose clock is now.
func NewMemory(now func() time.Time) *Memory {
	return &Memory{now: now, users: make(map[string][]Interaction)}
}

// Append implements Log.
func (m *Memory) Append(ctx context.Context, userID string, x Interaction) (string, error) {
	id, write, err := m.Prepare(userID, x)
	if err != nil {
		return "", err
	}
	if err := write(ctx); err != nil {
		return "", err
	}
	return id, nil
}

// Prepare implements Log.
func (m *Memory) Prepare(userID string, x Interaction) (string, func(context.Context) error, error) {
	if err := cmp.Or(check(context.Background(), userID), x.Validate()); err != nil {
		return "", nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.last++
	x = x.clone()
	x.ID = strconv.Itoa(m.last)
	return x.ID, func(ctx context.Context) error { return m.write(ctx, userID, x) }, nil
}

// write puts x in its place: the log's order is that of the IDs.
func (m *Memory) write(ctx context.Context, userID string, x Interaction) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	log := m.users[userID]
	at := len(log)
	for at > 0 && earlier(x.ID, log[at-1].ID) {
		at--
	}
	if at > 0 && log[at-1].ID == x.ID {
		return nil
	}
	x.CreatedAt = m.now()
	m.users[userID] = slices.Insert(log, at, x)
	return nil
}

// Latest implements Log.
func (m *Memory) Latest(ctx context.Context, userID string, n int) ([]Interaction, error) {
	if err := check(ctx, userID); err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	var latest []Interaction
	for _, x := range slices.Backward(m.users[userID]) {
		if len(latest) >= n {
			break
		}
		latest = append(latest, x.clone())
	}
	return latest, nil
}

// Page implements Log.
func (m *Memory) Page(ctx context.Context, userID string, limit int, after Cursor) (page []Interaction, next Cursor, err error) {
	if err := cmp.Or(check(ctx, userID), after.Validate()); err != nil || limit <= 0 {
		return nil, Cursor{}, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, x := range slices.Backward(m.users[userID]) {
		if !after.IsZero() && !earlier(x.ID, after.ID) {
			continue
		}
		if len(page) == limit {
			return page, page[limit-1].Cursor(), nil
		}
		x.Vector = nil
		page = append(page, x)
	}
	return page, Cursor{}, nil
}

// earlier reports whether the ID was given before the other: both are numbers, counted up.
func earlier(id, other string) bool {
	return cmp.Or(cmp.Compare(len(id), len(other)), cmp.Compare(id, other)) < 0
}

// Dismissed implements Log.
func (m *Memory) Dismissed(ctx context.Context, userID string) ([]catalog.ID, error) {
	if err := check(ctx, userID); err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	var ids []catalog.ID
	for _, x := range m.users[userID] {
		if x.Type == Dismiss && !slices.Contains(ids, x.ProductID) {
			ids = append(ids, x.ProductID)
		}
	}
	return ids, nil
}

// Get implements Log.
func (m *Memory) Get(ctx context.Context, userID, id string) (Interaction, error) {
	if err := check(ctx, userID); err != nil {
		return Interaction{}, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	x, err := m.find(userID, id)
	if err != nil {
		return Interaction{}, err
	}
	return x.clone(), nil
}

// SetVector implements Log.
func (m *Memory) SetVector(ctx context.Context, userID, id string, vector []float32, model string) error {
	if err := check(ctx, userID); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	x, err := m.find(userID, id)
	if err != nil {
		return err
	}
	x.Vector, x.Model = slices.Clone(vector), model
	return nil
}

// Delete implements Log.
func (m *Memory) Delete(ctx context.Context, userID, id string) error {
	if err := check(ctx, userID); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.users[userID] = slices.DeleteFunc(m.users[userID], func(x Interaction) bool { return x.ID == id })
	return nil
}

// Clear implements Log.
func (m *Memory) Clear(ctx context.Context, userID string) error {
	if err := check(ctx, userID); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.users, userID)
	return nil
}

// find returns the interaction itself, to be used under m.mu, or ErrNotFound.
func (m *Memory) find(userID, id string) (*Interaction, error) {
	log := m.users[userID]
	i := slices.IndexFunc(log, func(x Interaction) bool { return x.ID == id })
	if i < 0 {
		return nil, fmt.Errorf("interaction %q: %w", id, ErrNotFound)
	}
	return &log[i], nil
}

func (x *Interaction) clone() Interaction {
	c := *x
	c.Vector = slices.Clone(x.Vector)
	if x.Wish != nil {
		w := x.Wish.Drop() // a copy
		c.Wish = &w
	}
	return c
}

// check returns why nothing can be done for the user, or nil.
func check(ctx context.Context, userID string) error {
	if userID == "" || strings.Contains(userID, "/") {
		return errors.New("no user ID: " + strconv.Quote(userID))
	}
	return ctx.Err()
}
