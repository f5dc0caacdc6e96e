package embed

import (
	"context"
	"crypto/sha256"
	"fmt"
	"slices"
	"sync/atomic"

	lru "github.com/hashicorp/golang-lru/v2"
)

// Cached is an Embedder that remembers the vectors of the latest queries of another one: many shoppers
// type the same few words. It holds hashes, no texts. Documents it only passes on.
type Cached struct {
	Embedder
	vectors      *lru.Cache[[sha256.Size]byte, []float32]
	hits, misses atomic.Int64
}

// NewCached returns a Cached of e that remembers so many queries, at least one.
func NewCached(e Embedder, queries int) (*Cached, error) {
	vectors, err := lru.New[[sha256.Size]byte, []float32](queries)
	if err != nil {
		return nil, fmt.Errorf("cache of %d queries: %w", queries, err)
	}
	return &Cached{Embedder: e, vectors: vectors}, nil
}

// EmbedQuery implements Embedder. An error is not remembered.
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

// Lookups returns of how many queries so far the vector was remembered, and of how many it was not.
func (c *Cached) Lookups() (hits, misses int64) { return c.hits.Load(), c.misses.Load() }
