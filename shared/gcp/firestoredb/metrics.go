package firestoredb

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"maps"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"cloud.google.com/go/firestore"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"shopfyp.dev/shared/metrics"
)

// Metrics is a metrics.Store in Firestore.
//
// The counters of an hour lie in few documents, each with many counters, because Firestore charges for each write of a
// document. Reads add up the counters of all documents. The documents of a write and the batches that they count are one
// commit, which fails if a batch was committed before.
type Metrics struct {
	client *firestore.Client
	// generation is part of the IDs of new documents. It grows when a document is full.
	generation atomic.Int64
}

var _ metrics.Store = (*Metrics)(nil)

// NewMetrics returns the counters in the client's database.
func NewMetrics(client *firestore.Client) *Metrics { return &Metrics{client: client} }

const (
	// maxIncrements is the number of increments of one document in a commit. Firestore's limit is 500. A document gets up to
	// as many more as a key has counters.
	maxIncrements = 480
	// usualIncrements is the number of increments for which a write uses one more document. It is smaller than the limit, so
	// that the documents of a busy hour stay below a mebibyte.
	usualIncrements = 100
	// maxBuckets is the maximum number of documents of a collection for one hour, if none of them is full.
	maxBuckets = 16
)

// counterDoc is a document with counters. Counts holds a map of counters for each key.
type counterDoc struct {
	Hour   time.Time                   `firestore:"hour"`
	Counts map[string]map[string]int64 `firestore:"counts"`
}

// batchDoc is a document in eventBatches/. Firestore's TTL policy on expiresAt deletes it.
type batchDoc struct {
	ExpiresAt time.Time `firestore:"expiresAt"`
}

// metricsPathOf returns the collection of a dimension. Different pages of the console read different collections.
func metricsPathOf(d metrics.Dimension) string {
	switch d {
	case metrics.ByProduct:
		return productCountsPath
	case metrics.ByQuery, metrics.ByClick:
		return queryCountsPath
	}
	return listCountsPath
}

// Add implements metrics.Store.
func (s *Metrics) Add(ctx context.Context, batches []metrics.BatchID, t metrics.Tally) ([]metrics.BatchID, error) {
	known, err := s.commit(ctx, batches, t)
	if status.Code(err) == codes.InvalidArgument { // a document is full
		s.generation.Add(1)
		known, err = s.commit(ctx, batches, t)
	}
	if err != nil {
		return nil, fmt.Errorf("add counters of %d batches of events: %w", len(batches), because(ctx, err))
	}
	return known, nil
}

// commit adds batches and their counters, or returns the batches that exist. It reads batches only if some exist.
func (s *Metrics) commit(ctx context.Context, batches []metrics.BatchID, t metrics.Tally) (known []metrics.BatchID, err error) {
	refs := make([]*firestore.DocumentRef, len(batches))
	for i, id := range batches {
		refs[i] = s.client.Collection(eventBatchesPath).Doc(string(id))
	}
	writes := s.counterWrites(t)
	expires := batchDoc{time.Now().Add(metrics.BatchTTL)}
	err = s.client.RunTransaction(ctx, func(_ context.Context, tx *firestore.Transaction) error {
		for _, ref := range refs {
			if err := tx.Create(ref, expires); err != nil {
				return err
			}
		}
		for _, w := range writes {
			if err := tx.Set(w.doc, w.data, firestore.MergeAll); err != nil {
				return err
			}
		}
		return nil
	})
	if status.Code(err) != codes.AlreadyExists {
		return nil, err
	}
	docs, readErr := s.client.GetAll(ctx, refs)
	for i, doc := range docs {
		if doc.Exists() {
			known = append(known, batches[i])
		}
	}
	if len(known) == 0 { // the batch expired in between, or the read failed
		return nil, errors.Join(err, readErr)
	}
	return known, nil
}

// A counterWrite adds to the counters of a document.
type counterWrite struct {
	doc  *firestore.DocumentRef
	data map[string]any
}

// counterWrites returns the writes for a tally, in the order of their documents, so that concurrent transactions lock them
// in one order.
func (s *Metrics) counterWrites(t metrics.Tally) []counterWrite {
	type place struct {
		path string
		hour time.Time
	}
	parts := make(map[place]map[string]metrics.Counts)
	for key, counts := range t {
		if len(counts) == 0 {
			continue
		}
		p := place{metricsPathOf(key.Dimension), key.Hour}
		if parts[p] == nil {
			parts[p] = make(map[string]metrics.Counts)
		}
		parts[p][encodeKey(key)] = counts
	}
	var writes []counterWrite
	for p, counters := range parts {
		for name, data := range s.split(counters) {
			doc := s.client.Collection(p.path).Doc(p.hour.UTC().Format("2006010215") + "-" + name)
			writes = append(writes, counterWrite{doc, map[string]any{"hour": p.hour, "counts": data}})
		}
	}
	slices.SortFunc(writes, func(a, b counterWrite) int { return cmp.Compare(a.doc.Path, b.doc.Path) })
	return writes
}

// split distributes counters to documents of at most maxIncrements increments, by their names. A key usually goes to the
// same document, so that documents stay small.
func (s *Metrics) split(counters map[string]metrics.Counts) map[string]map[string]any {
	increments := 0
	for _, counts := range counters {
		increments += len(counts)
	}
	buckets := uint32(min(maxBuckets, (increments+usualIncrements-1)/usualIncrements))
	used := make(map[uint32]int) // increments by bucket
	docs := make(map[string]map[string]any)
	for _, key := range slices.Sorted(maps.Keys(counters)) {
		h := fnv.New32a()
		h.Write([]byte(key))
		bucket := h.Sum32() % buckets
		overflow := (used[bucket] + len(counters[key]) - 1) / maxIncrements
		used[bucket] += len(counters[key])
		name := fmt.Sprintf("%d-%d-%d", s.generation.Load(), bucket, overflow)
		if docs[name] == nil {
			docs[name] = make(map[string]any)
		}
		sum := make(map[string]any, len(counters[key]))
		for count, n := range counters[key] {
			sum[string(count)] = firestore.Increment(n)
		}
		docs[name][key] = sum
	}
	return docs
}

// encodeKey returns the name of a key's counters in a document. The value comes last, because it may contain any character.
func encodeKey(k metrics.Key) string {
	return string(k.Surface) + "|" + string(k.Dimension) + "|" + k.Value
}

// decodeKey returns the key of encodeKey, or false if the name is malformed.
func decodeKey(hour time.Time, name string) (metrics.Key, bool) {
	parts := strings.SplitN(name, "|", 3)
	if len(parts) != 3 {
		return metrics.Key{}, false
	}
	return metrics.Key{Hour: hour.UTC(), Surface: metrics.Surface(parts[0]), Dimension: metrics.Dimension(parts[1]), Value: parts[2]}, true
}

// Read implements metrics.Store.
func (s *Metrics) Read(ctx context.Context, from, to time.Time, dimensions ...metrics.Dimension) (metrics.Tally, error) {
	paths := make(map[string]bool)
	for _, d := range dimensions {
		paths[metricsPathOf(d)] = true
	}
	found := make(metrics.Tally)
	for path := range paths {
		q := s.client.Collection(path).Where("hour", ">=", from).Where("hour", "<", to)
		_, err := eachDocument(ctx, q, func(doc *firestore.DocumentSnapshot) error {
			var d counterDoc
			if err := doc.DataTo(&d); err != nil {
				return fmt.Errorf("document %s: %w", doc.Ref.ID, err)
			}
			for name, counts := range d.Counts {
				key, ok := decodeKey(d.Hour, name)
				if ok && slices.Contains(dimensions, key.Dimension) {
					found.Add(metrics.Tally{key: decodeCounts(counts)})
				}
			}
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("read counters of %s: %w", path, because(ctx, err))
		}
	}
	return found, nil
}

func decodeCounts(counts map[string]int64) metrics.Counts {
	decoded := make(metrics.Counts, len(counts))
	for name, n := range counts {
		decoded[metrics.Count(name)] = n
	}
	return decoded
}
