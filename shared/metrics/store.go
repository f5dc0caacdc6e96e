package metrics

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"time"
)

// A BatchID identifies the events of a batch. The same events have the same ID, whenever and wherever they arrive.
type BatchID string

// NewBatchID returns the ID of a batch: a hash of the IDs of its events, in any order.
func NewBatchID(events []Event) BatchID {
	ids := make([]string, len(events))
	for i := range events {
		ids[i] = events[i].ID
	}
	slices.Sort(ids)
	h := sha256.New()
	for _, id := range ids {
		h.Write([]byte(id))
		h.Write([]byte{0})
	}
	return BatchID(hex.EncodeToString(h.Sum(nil)[:16]))
}

// A Store holds counters. It is safe for concurrent use by several instances.
type Store interface {
	// Add adds the tally of new batches to the counters. It does all or nothing: if some batches were added before, it adds
	// nothing and returns them. It remembers batches for BatchTTL. The number of batches is at most MaxBatches.
	Add(ctx context.Context, batches []BatchID, t Tally) (known []BatchID, err error)
	// Read returns the counters of the hours from from, inclusive, to to, exclusive, of all keys of some dimensions.
	Read(ctx context.Context, from, to time.Time, dimensions ...Dimension) (Tally, error)
}

const (
	// BatchTTL is the time for which a Store remembers batches. It is longer than MaxAge, so an app that was offline cannot
	// send a batch that the store has forgotten.
	BatchTTL = MaxAge + 24*time.Hour
	// MaxBatches is the maximum number of batches of one Add. A commit of Firestore has at most 500 writes, the documents with
	// counters included.
	MaxBatches = 300
)
