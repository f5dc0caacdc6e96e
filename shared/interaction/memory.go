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

	mu      sync.Mutex
	last    int
	users   map[string][]Interaction // oldest first
	removed map[string]*removed
}

var _ Log = (*Memory)(nil)

// NewMemory returns an empty Memory whose clock is now.
func NewMemory(now func() time.Time) *Memory {
	return &Memory{now: now, users: make(map[string][]Interaction), removed: make(map[string]*removed)}
}

// Append implements Log.
func (m *Memory) Append(ctx context.Context, userID string, x Interaction) (string, error) {
	draft, err := m.Prepare(userID, x)
	if err != nil {
		return "", err
	}
	if err := draft.Write(ctx); err != nil {
		return "", err
	}
	return draft.ID, nil
}

// Prepare implements Log.
func (m *Memory) Prepare(userID string, x Interaction) (Draft, error) {
	if err := cmp.Or(check(context.Background(), userID), x.Validate()); err != nil {
		return Draft{}, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.last++
	x = x.clone()
	x.ID = strconv.Itoa(m.last)
	write := func(ctx context.Context, late bool) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		m.mu.Lock()
		defer m.mu.Unlock()
		if late && m.removedBy(userID).covers(&x) {
			m.remove(userID, x.ID) // which a Write that seemed to fail may have stored
		} else {
			m.put(userID, x)
		}
		return nil
	}
	return Draft{
		ID:        x.ID,
		Write:     func(ctx context.Context) error { return write(ctx, false) },
		WriteLate: func(ctx context.Context) error { return write(ctx, true) },
	}, nil
}

// put puts x in its place, under m.mu: the log's order is that of the IDs.
func (m *Memory) put(userID string, x Interaction) {
	log := m.users[userID]
	at := len(log)
	for at > 0 && earlier(x.ID, log[at-1].ID) {
		at--
	}
	if at > 0 && log[at-1].ID == x.ID {
		return
	}
	x.CreatedAt = m.now()
	m.users[userID] = slices.Insert(log, at, x)
}

// removed holds the tombstones of one user.
type removed struct {
	upTo map[Type]string // the last ID given when the type was cleared
	ids  map[string]bool // interactions that were deleted one by one
}

// removedBy returns the user's tombstones. The caller holds m.mu.
func (m *Memory) removedBy(userID string) *removed {
	r := m.removed[userID]
	if r == nil {
		r = &removed{upTo: make(map[Type]string), ids: make(map[string]bool)}
		m.removed[userID] = r
	}
	return r
}

// covers reports whether x was removed after it was prepared.
func (r *removed) covers(x *Interaction) bool {
	upTo, cleared := r.upTo[x.Type]
	return cleared && !earlier(upTo, x.ID) || r.ids[x.ID]
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
	m.removedBy(userID).ids[id] = true
	m.remove(userID, id)
	return nil
}

// remove removes an interaction, under m.mu.
func (m *Memory) remove(userID, id string) {
	m.users[userID] = slices.DeleteFunc(m.users[userID], func(x Interaction) bool { return x.ID == id })
}

// Clear implements Log.
func (m *Memory) Clear(ctx context.Context, userID string, types ...Type) error {
	if err := cmp.Or(check(ctx, userID), ValidateTypes(types...)); err != nil {
		return err
	}
	if len(types) == 0 {
		types = Types
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, t := range types {
		m.removedBy(userID).upTo[t] = strconv.Itoa(m.last)
	}
	m.users[userID] = slices.DeleteFunc(m.users[userID], func(x Interaction) bool { return slices.Contains(types, x.Type) })
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
	if x.Filters != nil {
		w := x.Filters.Drop() // a copy
		c.Filters = &w
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
