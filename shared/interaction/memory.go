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

// Memory is an in-memory DraftLog for tests and experiments. It is safe for concurrent use.
type Memory struct {
	now func() time.Time

	mu       sync.Mutex
	prepared int // number of drafts so far
	users    map[string]*memoryUser
}

// memoryUser holds the log and the tombstones of one user.
type memoryUser struct {
	log        []Interaction         // oldest first
	dismissals map[catalog.ID]string // the ID of each product's dismissal
	purchases  map[item]string       // the ID of each purchase
	cleared    map[Type]int          // Memory.prepared when the type was last cleared
	deleted    map[string]int        // Memory.prepared when the interaction was last deleted
}

// item is a product of an order.
type item struct {
	order   string
	product catalog.ID
}

var _ DraftLog = (*Memory)(nil)

// NewMemory returns an empty Memory that uses now as its clock.
func NewMemory(now func() time.Time) *Memory {
	return &Memory{now: now, users: make(map[string]*memoryUser)}
}

// user returns the user's log. The caller holds m.mu.
func (m *Memory) user(userID string) *memoryUser {
	u := m.users[userID]
	if u == nil {
		u = &memoryUser{dismissals: make(map[catalog.ID]string), purchases: make(map[item]string), cleared: make(map[Type]int), deleted: make(map[string]int)}
		m.users[userID] = u
	}
	return u
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

// Prepare implements DraftLog.
func (m *Memory) Prepare(userID string, x Interaction) (Draft, error) {
	if err := cmp.Or(check(context.Background(), userID), x.Validate()); err != nil {
		return Draft{}, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.prepared++
	u, order := m.user(userID), m.prepared
	x = x.clone()
	x.ID = u.newID(&x, order)
	write := func(ctx context.Context, late bool) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		m.mu.Lock()
		defer m.mu.Unlock()
		if late && u.removedSince(order, &x) {
			u.remove(x.ID) // an earlier Write may have stored it
		} else {
			u.put(x, m.now)
		}
		return nil
	}
	return Draft{
		ID:        x.ID,
		Write:     func(ctx context.Context) error { return write(ctx, false) },
		WriteLate: func(ctx context.Context) error { return write(ctx, true) },
	}, nil
}

// newID returns the ID of a new interaction: its order, or the ID of an earlier dismissal of the same product or of the
// same purchase.
func (u *memoryUser) newID(x *Interaction, order int) string {
	switch id := strconv.Itoa(order); x.Type {
	case Dismiss:
		return earlierOr(u.dismissals, x.ProductID, id)
	case Purchase:
		return earlierOr(u.purchases, item{x.OrderID, x.ProductID}, id)
	default:
		return id
	}
}

// earlierOr returns the ID that key already has, or else gives it the ID.
func earlierOr[K comparable](ids map[K]string, key K, id string) string {
	if earlier, ok := ids[key]; ok {
		return earlier
	}
	ids[key] = id
	return id
}

// removedSince reports whether x was deleted or cleared after it was prepared.
func (u *memoryUser) removedSince(order int, x *Interaction) bool {
	return u.cleared[x.Type] >= order || u.deleted[x.ID] >= order
}

// put stores x unless it is already stored. If x is a stored dismissal, put renews it.
func (u *memoryUser) put(x Interaction, now func() time.Time) {
	if u.index(x.ID) >= 0 {
		if x.Type != Dismiss {
			return
		}
		u.remove(x.ID)
	}
	if x.Type != Purchase || x.CreatedAt.IsZero() {
		x.CreatedAt = now()
	}
	at := len(u.log)
	for at > 0 && compare(x.Cursor(), u.log[at-1].Cursor()) < 0 {
		at--
	}
	u.log = slices.Insert(u.log, at, x)
}

// compare orders two positions in a log, oldest first. It compares IDs as numbers.
func compare(a, b Cursor) int {
	return cmp.Or(a.CreatedAt.Compare(b.CreatedAt), cmp.Compare(len(a.ID), len(b.ID)), cmp.Compare(a.ID, b.ID))
}

// Latest implements Log.
func (m *Memory) Latest(ctx context.Context, userID string, n int) ([]Interaction, error) {
	if err := check(ctx, userID); err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	var latest []Interaction
	for _, x := range slices.Backward(m.user(userID).log) {
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
	for _, x := range slices.Backward(m.user(userID).log) {
		if !after.IsZero() && compare(x.Cursor(), after) >= 0 {
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

// Dismissed implements Log.
func (m *Memory) Dismissed(ctx context.Context, userID string) ([]catalog.ID, error) {
	if err := check(ctx, userID); err != nil {
		return nil, err
	}
	return m.productsOf(userID, Dismiss, MaxDismissed), nil
}

// Purchased implements Log.
func (m *Memory) Purchased(ctx context.Context, userID string) ([]catalog.ID, error) {
	if err := check(ctx, userID); err != nil {
		return nil, err
	}
	return m.productsOf(userID, Purchase, MaxPurchased), nil
}

// productsOf returns the distinct products of the user's newest interactions of a type, newest first.
func (m *Memory) productsOf(userID string, t Type, limit int) (ids []catalog.ID) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, x := range slices.Backward(m.user(userID).log) {
		if x.Type != t {
			continue
		}
		if limit--; limit < 0 {
			break
		}
		if !slices.Contains(ids, x.ProductID) {
			ids = append(ids, x.ProductID)
		}
	}
	return ids
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
	u := m.user(userID)
	u.deleted[id] = m.prepared
	u.remove(id)
	return nil
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
	u := m.user(userID)
	for _, t := range types {
		u.cleared[t] = m.prepared
	}
	u.log = slices.DeleteFunc(u.log, func(x Interaction) bool { return slices.Contains(types, x.Type) })
	return nil
}

// find returns a pointer to the stored interaction, or ErrNotFound. The caller holds m.mu.
func (m *Memory) find(userID, id string) (*Interaction, error) {
	u := m.user(userID)
	i := u.index(id)
	if i < 0 {
		return nil, fmt.Errorf("interaction %q: %w", id, ErrNotFound)
	}
	return &u.log[i], nil
}

// index returns the position of an interaction, or -1.
func (u *memoryUser) index(id string) int {
	return slices.IndexFunc(u.log, func(x Interaction) bool { return x.ID == id })
}

func (u *memoryUser) remove(id string) {
	u.log = slices.DeleteFunc(u.log, func(x Interaction) bool { return x.ID == id })
}

func (x *Interaction) clone() Interaction {
	c := *x
	c.Vector = slices.Clone(x.Vector)
	if x.Filters != nil {
		filters := x.Filters.Drop() // a copy
		c.Filters = &filters
	}
	return c
}

// check returns an error if the user ID is invalid or ctx is done.
func check(ctx context.Context, userID string) error {
	if userID == "" || strings.Contains(userID, "/") {
		return errors.New("invalid user ID " + strconv.Quote(userID))
	}
	return ctx.Err()
}
