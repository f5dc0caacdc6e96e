package embed

import (
	"context"
	"crypto/sha256"
	"fmt"
	"slices"
	"sync/atomic"

	lru "github.com/hashicorp/golang-lru/v2"
)

// Cached is an Embedder that caches the vectors of recent queries, because many shoppers type the same
// queries. It stores a hash of each query instead of its text. It does not cache documents.
type Cached struct {
	Embedder
	vectors      *lru.Cache[[sha256.Size]byte, []float32]
	hits, misses atomic.Int64
}

// NewCached returns a Cached for e. The cache holds the given number of queries, which must be at least 1.
func NewCached(e Embedder, queries int) (*Cached, error) {
	vectors, err := lru.New[[sha256.Size]byte, []float32](queries)
	if err != nil {
		return nil, fmt.Errorf("cache for %d queries: %w", queries, err)
	}
	return &Cached{Embedder: e, vectors: vectors}, nil
}

// EmbedQuery implements Embedder. It does not cache errors.
func (c *Cached) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	key := sha256.Sum256([]byte(text))
	if v, ok := c.vectors.Get(key); ok {
		c.hits.Add(1)
		return slices.Clone(v), nil
	}
	c.misses.Add(1)
	v, err := c.Embedder.EmbedQuery(ctx, text)
	if err != nil {
		return nil, err
	}
	c.vectors.Add(key, slices.Clone(v))
	return v, nil
}

// Lookups returns the number of cache hits and misses so far.
func (c *Cached) Lookups() (hits, misses int64) { return c.hits.Load(), c.misses.Load() }
