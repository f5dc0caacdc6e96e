package basket

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"sync"
)

// A Store keeps the basket of each user.
type Store interface {
	// Get returns the user's basket. It returns an empty one for a user without a basket.
	Get(ctx context.Context, userID string) (Basket, error)
	// Update replaces the user's basket by the result of change, and returns it. Concurrent updates do not lose each
	// other's changes, so change may be called several times. If change returns an error, Update changes nothing and
	// returns the error.
	Update(ctx context.Context, userID string, change func(Basket) (Basket, error)) (Basket, error)
}

// Memory is a Store in memory, for tests and experiments. It is safe for concurrent use.
type Memory struct {
	mu      sync.Mutex
	baskets map[string]Basket
}

var _ Store = (*Memory)(nil)

// NewMemory returns an empty Memory.
func NewMemory() *Memory { return &Memory{baskets: make(map[string]Basket)} }

// Get implements Store.
func (m *Memory) Get(ctx context.Context, userID string) (Basket, error) {
	return m.Update(ctx, userID, func(b Basket) (Basket, error) { return b, nil })
}

// Update implements Store.
func (m *Memory) Update(ctx context.Context, userID string, change func(Basket) (Basket, error)) (Basket, error) {
	if userID == "" || strings.Contains(userID, "/") {
		return Basket{}, errors.New("invalid user ID " + strconv.Quote(userID))
	}
	if err := ctx.Err(); err != nil {
		return Basket{}, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	b, err := change(m.baskets[userID])
	if err != nil {
		return Basket{}, err
	}
	m.baskets[userID] = b
	return b, nil
}
