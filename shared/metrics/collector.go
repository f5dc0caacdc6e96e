package metrics

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
)

// CollectorConfig configures a Collector. Every field is required.
type CollectorConfig struct {
	Store   Store
	Counter Counter
	// Every is the time after which waiting batches are written.
	Every time.Duration
	// Timeout bounds one write.
	Timeout time.Duration
	// Capacity is the maximum number of batches that wait while the store is unavailable.
	Capacity int
	Recent   RecentStore
	Logger   *slog.Logger
}

// NewCollectorConfig returns the configuration for production.
func NewCollectorConfig(s Store, recent RecentStore, c Counter, logger *slog.Logger) CollectorConfig {
	return CollectorConfig{Store: s, Recent: recent, Counter: c, Every: 10 * time.Second, Timeout: 5 * time.Second, Capacity: 2_000, Logger: logger}
}

// ErrFull reports that too many batches wait for the store. The app can send the batch again later.
var ErrFull = errors.New("too many events wait to be counted")

// A Collector adds up the counters of batches and writes them together.
//
// It writes when a batch arrives and the oldest waiting one is older than Every, because Cloud Run gives an instance
// processor time only during requests; on an instance that is idle for longer, Close writes the rest when the instance
// stops. A killed process loses at most the batches of the last Every. A failed write is repeated with the next one.
type Collector struct {
	config CollectorConfig
	writes sync.Mutex // one write at a time, so that a batch is not written twice

	id string // of this collector among those of other instances

	mu      sync.Mutex
	seen    *lru.Cache[string, bool] // IDs of the newest events
	waiting []batch
	recent  []Recent    // the newest events since the last write, oldest first
	timer   *time.Timer // writes the waiting batches if no other batch arrives; nil if none waits
	closed  bool
}

// A batch is a waiting batch.
type batch struct {
	id    BatchID
	tally Tally
	since time.Time
}

// seenEvents is the number of events that a Collector remembers to ignore them in another batch. It takes 3 MB.
const seenEvents = 20_000

// NewCollector returns an empty Collector. It runs goroutines only while batches wait.
func NewCollector(c CollectorConfig) *Collector {
	seen, err := lru.New[string, bool](seenEvents)
	if err != nil {
		panic(fmt.Sprintf("metrics: %v", err)) // only for a size below 1
	}
	return &Collector{config: c, seen: seen, id: rand.Text()}
}

// Add counts a valid batch that arrived now, and logs each event. It returns the number of events that the collector did not
// see before. If a write is due, Add writes all waiting batches before it returns; a failure of that write is only logged. It
// returns ErrFull if too many batches wait.
//
// A purchase counts once for its order, also if the app and the shop's backend both report it, in different batches.
func (c *Collector) Add(ctx context.Context, events []Event) (n int, err error) {
	now := time.Now()
	added, due, err := c.enqueue(withOrderIDs(events), now)
	for i := range added { // without ctx, which would add the shopper
		c.config.Logger.Info(RecordMessage, RecordKey, added[i].Record(now))
	}
	if due {
		if err := c.write(ctx); err != nil {
			c.config.Logger.WarnContext(ctx, "events not counted yet", "err", err)
		}
	}
	return len(added), err
}

// enqueue adds the new ones of the events to the waiting batches and reports whether a write is due.
func (c *Collector) enqueue(events []Event, now time.Time) (added []Event, due bool, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	due = len(c.waiting) > 0 && now.Sub(c.waiting[0].since) >= c.config.Every
	for i := range events {
		if !c.seen.Contains(events[i].ID) {
			added = append(added, events[i])
		}
	}
	if len(added) == 0 {
		return nil, due, nil
	}
	if c.closed || len(c.waiting) >= c.config.Capacity {
		return nil, due, ErrFull
	}
	for i := range added {
		c.seen.Add(added[i].ID, true)
	}
	for _, events := range byOrder(added) {
		c.waiting = append(c.waiting, batch{NewBatchID(events), c.config.Counter.Count(events, now), now})
	}
	c.remember(added, now)
	if c.timer == nil {
		c.timer = time.AfterFunc(c.config.Every, c.writeLater)
	}
	return added, due, nil
}

// writeLater writes the waiting batches when no request has done so.
func (c *Collector) writeLater() {
	ctx := context.Background()
	if err := c.write(ctx); err != nil {
		c.config.Logger.WarnContext(ctx, "events not counted yet", "err", err)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.timer = nil
	if len(c.waiting) > 0 && !c.closed {
		c.timer = time.AfterFunc(c.config.Every, c.writeLater)
	}
}

// Waiting returns the number of waiting batches.
func (c *Collector) Waiting() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.waiting)
}

// write writes the batches that wait now, MaxBatches at a time.
func (c *Collector) write(ctx context.Context) error {
	c.writes.Lock()
	defer c.writes.Unlock()
	for left := c.Waiting(); left > 0; {
		n, err := c.writeFirst(ctx, min(left, MaxBatches))
		if err != nil {
			return err
		}
		left -= n
	}
	c.writeRecent(ctx)
	return nil
}

// writeFirst writes the oldest n batches, without those that the store knows, and removes them from the waiting ones.
func (c *Collector) writeFirst(ctx context.Context, n int) (int, error) {
	c.mu.Lock()
	batches := slices.Clone(c.waiting[:n])
	c.mu.Unlock()
	for fresh := batches; len(fresh) > 0; {
		known, err := c.add(ctx, fresh)
		if err != nil {
			return 0, err
		}
		if len(known) == 0 {
			break
		}
		fresh = slices.DeleteFunc(slices.Clone(fresh), func(b batch) bool { return slices.Contains(known, b.id) })
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.waiting = slices.Delete(c.waiting, 0, n)
	return n, nil
}

// add adds batches to the store. The write continues if the caller cancels ctx: the store might have it already.
func (c *Collector) add(ctx context.Context, batches []batch) (known []BatchID, err error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), c.config.Timeout)
	defer cancel()
	ids, sum := make([]BatchID, len(batches)), make(Tally)
	for i, b := range batches {
		ids[i] = b.id
		sum.Add(b.tally)
	}
	return c.config.Store.Add(ctx, ids, sum)
}

// Close writes the waiting batches. It repeats failed writes until ctx is done. If any batch is left, it returns an error
// with their number. After Close, Add returns ErrFull.
func (c *Collector) Close(ctx context.Context) error {
	c.mu.Lock()
	c.closed = true
	c.mu.Unlock()
	const pause = 100 * time.Millisecond
	for {
		err := c.write(ctx)
		if err == nil {
			return nil
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return fmt.Errorf("%d batches of events lost: %w", c.Waiting(), err)
		}
	}
}
