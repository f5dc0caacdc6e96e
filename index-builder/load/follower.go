package load

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/change"
	"shopfyp.dev/shared/engine"
	"shopfyp.dev/shared/engine/apply"
)

// A follower writes what a loader has read, so that changes which are recorded meanwhile win. It sees the changes when it
// polls. From then on it does not write what was read of their products, and it writes the recorded states instead. A
// write of a read state either ends before the poll marks the product, and is then replaced, or it does not happen.
// Changes that are recorded after the last poll are written by functions/catalog, after the loader's writes.
type follower struct {
	collection engine.Collection
	changes    ours
	part       catalog.Range
	workers    int
	logger     *slog.Logger

	turn sync.Mutex // held by poll
	from time.Time  // of the next poll

	mu      sync.RWMutex
	changed map[catalog.ID]time.Time // time of the last change of a product that was seen
	refused int                      // products that the engine cannot take
}

// put writes the products that have not changed since they were read, and returns their number.
func (f *follower) put(ctx context.Context, products []engine.Product) (int, error) {
	f.mu.RLock()
	defer f.mu.RUnlock()
	var unchanged []engine.Product
	for _, p := range products {
		if !f.hasChanged(p.ID) {
			unchanged = append(unchanged, p)
		}
	}
	return len(unchanged), f.collection.Put(ctx, unchanged)
}

// remove deletes the products that have not changed since they were read, and returns their number.
func (f *follower) remove(ctx context.Context, ids []catalog.ID) (int, error) {
	f.mu.RLock()
	defer f.mu.RUnlock()
	ids = slices.DeleteFunc(ids, f.hasChanged)
	return len(ids), f.collection.Delete(ctx, ids)
}

// hasChanged reports whether a change of the product was seen. The caller holds the lock.
func (f *follower) hasChanged(id catalog.ID) bool {
	_, ok := f.changed[id]
	return ok
}

// mark marks the product of a change. It waits for the writes on their way. It returns false for a change that was seen
// before, or that is not in the range.
func (f *follower) mark(c change.Change) bool {
	if !f.part.Has(c.ID) {
		return false
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if at, ok := f.changed[c.ID]; ok && at.Equal(c.At) {
		return false
	}
	f.changed[c.ID] = c.At
	return true
}

// poll writes the changes since the last poll.
func (f *follower) poll(ctx context.Context) error {
	f.turn.Lock()
	defer f.turn.Unlock()
	read, err := eachChunk(ctx, f.changes, f.from.Add(-change.Overlap), func(some []change.Change) error {
		return f.apply(ctx, slices.DeleteFunc(some, func(c change.Change) bool { return !f.mark(c) }))
	})
	if err == nil && read.After(f.from) {
		f.from = read
	}
	return err
}

// apply writes recorded changes.
func (f *follower) apply(ctx context.Context, some []change.Change) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(f.workers)
	writer := apply.NewWriter(f.changes, f.collection)
	for _, c := range some {
		g.Go(func() error {
			c, err := f.changes.convert(ctx, c)
			if err != nil {
				return err
			}
			if err := writer.Write(ctx, c); !errors.Is(err, engine.ErrInvalid) {
				return err
			} else {
				f.refuse(ctx, c.ID, err)
				return nil
			}
		})
	}
	return g.Wait()
}

// maxLogged is the number of skipped, and of refused, products that a load logs.
const maxLogged = 10

// refuse counts a product that the engine cannot take, and logs the first ones.
func (f *follower) refuse(ctx context.Context, id catalog.ID, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.refused++; f.refused > maxLogged {
		return
	}
	f.logger.WarnContext(ctx, "the search engine cannot take a product", "product", id, "err", err)
}

// chunk is the number of changes that are in memory at a time.
const chunk = engine.MaxRead

// eachChunk calls use with the changes since a time, some at a time. It returns a time for the next call.
func eachChunk(ctx context.Context, s change.Store, after time.Time, use func([]change.Change) error) (time.Time, error) {
	var some []change.Change
	read, err := s.Since(ctx, after, func(c change.Change) error {
		if some = append(some, c); len(some) < chunk {
			return nil
		}
		err := use(some)
		some = some[:0]
		return err
	})
	if err == nil && len(some) > 0 {
		err = use(some)
	}
	return read, err
}
