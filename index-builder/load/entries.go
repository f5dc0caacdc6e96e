package load

import (
	"cmp"
	"context"
	"encoding/hex"
	"fmt"
	"math/bits"
	"slices"
	"sync"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/engine"
)

// An entry is an engine.Entry in 16 bytes. The bits of a hash that it has are enough: if two states of a product agreed
// in all of them, which happens once in 2^64 changes, the older one would stay.
type entry struct {
	row  int64
	hash uint64
}

func entryOf(e engine.Entry) entry { return entry{engine.RowOf(e.ID), prefixOf(e.Hash)} }

// prefixOf returns the first 64 bits of a hash, or 0 if the hash is no hash. Such a product is written again.
func prefixOf(hash string) (n uint64) {
	var first [8]byte
	if len(hash) < 2*len(first) {
		return 0
	}
	if _, err := hex.Decode(first[:], []byte(hash[:2*len(first)])); err != nil {
		return 0
	}
	for _, b := range first {
		n = n<<8 | uint64(b)
	}
	return n
}

// entries are the products of a collection, or of a range of it. It remembers which of them the catalog has.
type entries struct {
	all  []entry // by row
	seen []uint64
}

// readEntries reads the entries with an ID in the range.
func readEntries(ctx context.Context, c engine.Collection, part catalog.Range) (*entries, error) {
	n, err := c.Len(ctx)
	if err != nil {
		return nil, fmt.Errorf("count the products of the search engine: %w", err)
	}
	e := &entries{}
	if part == (catalog.Range{}) {
		e.all = make([]entry, 0, n+n/100)
	}
	var mu sync.Mutex
	err = c.Entries(ctx, func(some []engine.Entry) error {
		mu.Lock()
		defer mu.Unlock()
		for _, x := range some {
			if part.Has(x.ID) {
				e.all = append(e.all, entryOf(x))
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read the products of the search engine: %w", err)
	}
	slices.SortFunc(e.all, func(a, b entry) int { return cmp.Compare(a.row, b.row) })
	e.seen = make([]uint64, (len(e.all)+63)/64)
	return e, nil
}

// find returns the index of a product, and whether it exists.
func (e *entries) find(id catalog.ID) (int, bool) {
	return slices.BinarySearchFunc(e.all, engine.RowOf(id), func(x entry, row int64) int { return cmp.Compare(x.row, row) })
}

// see marks a product as one of the catalog. It returns the product's hash in the collection, or 0 if it is not there.
func (e *entries) see(id catalog.ID) (hash uint64) {
	i, ok := e.find(id)
	if !ok {
		return 0
	}
	e.seen[i/64] |= 1 << (i % 64)
	return e.all[i].hash
}

// extra reports whether the collection had a product that the catalog has not.
func (e *entries) extra(id catalog.ID) bool {
	i, ok := e.find(id)
	return ok && e.seen[i/64]&(1<<(i%64)) == 0
}

// anyExtra reports whether the collection has a product that the catalog has not.
func (e *entries) anyExtra() bool {
	n := 0
	for _, word := range e.seen {
		n += bits.OnesCount64(word)
	}
	return n < len(e.all)
}
