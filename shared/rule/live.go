package rule

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"
)

const (
	keepPolling = time.Minute            // how long polling continues after the last call
	pollTimeout = 10 * time.Second       // maximum duration of one read
	maxAge      = 5 * time.Second        // older rules are read again before a call returns them
	maxWait     = 100 * time.Millisecond // but a call waits no longer than this
)

// reader is the part of Store that Live needs.
type reader interface {
	Version(ctx context.Context) (int64, error)
	Load(ctx context.Context) (Stored, error)
}

// Live keeps the newest rules of a store in memory. It reads their version in the background while there are calls, and the
// rules only if the version changed. It is safe for concurrent use.
type Live struct {
	store  reader
	every  time.Duration
	logger *slog.Logger

	set     atomic.Pointer[Set]
	used    atomic.Int64 // time of the last call, in Unix nanoseconds
	tried   atomic.Int64 // time of the last finished read, in Unix nanoseconds
	running atomic.Bool

	ctx context.Context // ends with Close
	end context.CancelFunc
	bg  sync.WaitGroup

	reading chan struct{} // semaphore of one read
	known   bool          // whether the set has been read; guarded by reading

	mu      sync.Mutex
	polling bool
	began   time.Time     // of the read that runs
	next    chan struct{} // closed when the next read finishes
}

// NewLive returns a Live that reads the version every interval. With an interval of 0, use only Newest.
func NewLive(s Store, every time.Duration, logger *slog.Logger) *Live {
	l := &Live{store: s, every: every, logger: logger, reading: make(chan struct{}, 1), next: make(chan struct{})}
	l.ctx, l.end = context.WithCancel(context.Background())
	l.set.Store(new(Set))
	return l
}

// Current returns the rules. They are at most five seconds old: after a pause without calls, Current waits for a read, but
// at most 100 ms. Before the first read succeeded, it returns a set without rules. While the store is unavailable, it
// returns the last rules that it read.
func (l *Live) Current(ctx context.Context) *Set {
	l.Await(ctx, maxWait)
	return l.set.Load()
}

// Newest reads the version, and the rules if it changed, and returns the rules.
func (l *Live) Newest(ctx context.Context) (*Set, error) {
	if err := l.poll(ctx); err != nil {
		return nil, err
	}
	return l.set.Load(), nil
}

// Await waits for a read if the last one is more than five seconds ago, but at most for timeout from when the read began.
func (l *Live) Await(ctx context.Context, timeout time.Duration) {
	now := time.Now().UnixNano()
	l.used.Store(now)
	if now-l.tried.Load() <= int64(max(maxAge, 2*l.every)) {
		l.start()
		return
	}
	l.mu.Lock()
	next, wait := l.next, timeout
	if l.polling {
		wait -= time.Since(l.began)
	}
	l.mu.Unlock()
	l.start()
	if wait <= 0 {
		return
	}
	limit := time.NewTimer(wait)
	defer limit.Stop()
	select {
	case <-next:
	case <-limit.C:
	case <-ctx.Done():
	case <-l.ctx.Done():
	}
}

// Close stops the reads.
func (l *Live) Close() error {
	l.end()
	l.bg.Wait()
	return nil
}

// start polls in the background, unless it does already.
func (l *Live) start() {
	if l.ctx.Err() == nil && l.running.CompareAndSwap(false, true) {
		l.bg.Go(l.pollWhileUsed)
	}
}

func (l *Live) pollWhileUsed() {
	defer l.running.Store(false)
	tick := time.NewTicker(l.every)
	defer tick.Stop()
	for {
		if err := l.poll(l.ctx); err != nil && l.ctx.Err() == nil {
			l.logger.WarnContext(l.ctx, "rules not read, they stay as they are", "err", err)
		}
		select {
		case <-l.ctx.Done():
			return
		case <-tick.C:
		}
		if time.Since(time.Unix(0, l.used.Load())) > max(keepPolling, 2*l.every) {
			return
		}
	}
}

// poll reads the rules if their version changed.
func (l *Live) poll(ctx context.Context) error {
	select {
	case l.reading <- struct{}{}:
		defer func() { <-l.reading }()
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	l.mu.Lock()
	l.polling, l.began = true, time.Now()
	l.mu.Unlock()
	defer l.finish()
	ctx, cancel := context.WithTimeout(ctx, pollTimeout)
	defer cancel()
	version, err := l.store.Version(ctx)
	if err != nil || l.known && version == l.set.Load().Version() {
		return err
	}
	read, err := l.store.Load(ctx)
	if err != nil {
		return err
	}
	l.set.Store(NewSet(read.Version, read.Rules))
	l.known = true
	l.logger.InfoContext(ctx, "rules read", "version", read.Version, "rules", len(read.Rules))
	for _, id := range read.Invalid {
		l.logger.WarnContext(ctx, "rule skipped: it is invalid", "rule", id)
	}
	return nil
}

// finish wakes the calls that wait for a read.
func (l *Live) finish() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.polling = false
	l.tried.Store(time.Now().UnixNano())
	close(l.next)
	l.next = make(chan struct{})
}
