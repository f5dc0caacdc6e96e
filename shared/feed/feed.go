// Package feed keeps what the last import of each product feed left out, so that the people who run the shop see it. It does
// not import.
package feed

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"time"
)

// Limits of what a Store keeps.
const (
	MaxReasons = 10  // of an import
	MaxImports = 100 // that Newest returns

	// TTL is the time for which a Store keeps an import. A feed that nobody imports any more needs no attention.
	TTL = 30 * 24 * time.Hour
)

// An Import summarizes the last import of a source.
type Import struct {
	Source     string
	At         time.Time
	Rows       int
	Rejected   int      // rows that are invalid
	Duplicates int      // rows with the product ID of an earlier row
	Reasons    []Reason // why rows were rejected, the most frequent first, at most MaxReasons
}

// A Reason is a reason for which rows were rejected, with an example.
type Reason struct {
	Text  string
	Count int    // of rows
	File  string // of the example
	Line  int
	Row   string // its beginning
}

// Add adds the counts of another file of the source. Of two examples of a reason, the first stays.
func (i *Import) Add(rows, rejected, duplicates int, reasons []Reason) {
	i.Rows, i.Rejected, i.Duplicates = i.Rows+rows, i.Rejected+rejected, i.Duplicates+duplicates
	for _, r := range reasons {
		if known := slices.IndexFunc(i.Reasons, func(k Reason) bool { return k.Text == r.Text }); known >= 0 {
			i.Reasons[known].Count += r.Count
		} else {
			i.Reasons = append(i.Reasons, r)
		}
	}
	slices.SortStableFunc(i.Reasons, func(a, b Reason) int { return cmp.Compare(b.Count, a.Count) })
}

// Limited returns i with its most frequent reasons.
func (i Import) Limited() Import {
	i.Reasons = slices.Clone(i.Reasons[:min(MaxReasons, len(i.Reasons))])
	return i
}

// A Store keeps the last import of each source. It is safe for concurrent use.
type Store interface {
	// Put replaces the import of i's source by i.Limited().
	Put(ctx context.Context, i Import) error
	// Newest returns the imports of the last TTL, newest first, at most MaxImports.
	Newest(ctx context.Context) ([]Import, error)
}

// Memory is a Store in memory, for tests and local programs. The zero value is empty.
type Memory struct {
	mu      sync.Mutex
	imports map[string]Import
}

var _ Store = (*Memory)(nil)

// Put implements Store.
func (m *Memory) Put(ctx context.Context, i Import) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.imports == nil {
		m.imports = make(map[string]Import)
	}
	m.imports[i.Source] = i.Limited()
	return ctx.Err()
}

// Newest implements Store.
func (m *Memory) Newest(ctx context.Context) ([]Import, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	all := []Import{}
	for _, i := range m.imports {
		if time.Since(i.At) < TTL {
			all = append(all, i.Limited())
		}
	}
	slices.SortFunc(all, func(a, b Import) int { return b.At.Compare(a.At) })
	return all[:min(MaxImports, len(all))], ctx.Err()
}
