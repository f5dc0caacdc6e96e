package overlay

import (
	"slices"
	"sync"

	"shopfyp.dev/shared/vector"
)

// recentQueries is the number of queries whose scans a state keeps. A card searches a few vectors, each of them deeper
// and deeper, while other requests search theirs.
const recentQueries = 16

// recent holds the scans of the last queries. It is safe for concurrent use.
type recent struct {
	mu    sync.Mutex
	scans [recentQueries]*vector.Scan
	next  int
}

// get returns the scan of a query, or nil.
func (r *recent) get(query []float32) *vector.Scan {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, s := range r.scans {
		if s != nil && slices.Equal(s.Query(), query) {
			return s
		}
	}
	return nil
}

// put keeps a scan in place of the oldest one.
func (r *recent) put(s *vector.Scan) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.scans[r.next] = s
	r.next = (r.next + 1) % recentQueries
}
