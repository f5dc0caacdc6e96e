package overlay

import (
	"slices"
	"sync"
)

// recentQueries is the number of queries whose bounds a state keeps. A card searches a few vectors, each of them deeper
// and deeper, while other requests search theirs.
const recentQueries = 16

// recent holds the bounds of the last queries. It is safe for concurrent use.
type recent struct {
	mu      sync.Mutex
	queries [recentQueries][]float32
	bounds  [recentQueries][]float32
	next    int
}

// get returns the bounds of a query, or nil.
func (r *recent) get(query []float32) []float32 {
	r.mu.Lock()
	defer r.mu.Unlock()
	for i, q := range r.queries {
		if slices.Equal(q, query) {
			return r.bounds[i]
		}
	}
	return nil
}

// put keeps the bounds of a query in place of the oldest ones.
func (r *recent) put(query, bounds []float32) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.queries[r.next], r.bounds[r.next] = slices.Clone(query), bounds
	r.next = (r.next + 1) % recentQueries
}
