package overlay

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"shopfyp.dev/shared/change"
)

const (
	keepPolling = time.Minute // how long polling continues after the last request
	pollTimeout = time.Minute // maximum duration of one read
)

// A poller reads the changes in the background while there are requests.
type poller struct {
	ctx     context.Context // ends with Close
	end     context.CancelFunc
	used    atomic.Int64 // time of the last request, in Unix nanoseconds
	running atomic.Bool
	bg      sync.WaitGroup
	polling chan struct{} // semaphore of one read
	first   chan struct{} // closed after the first complete read
	once    sync.Once
}

func newPoller() poller {
	ctx, end := context.WithCancel(context.Background())
	return poller{ctx: ctx, end: end, polling: make(chan struct{}, 1), first: make(chan struct{})}
}

// Poke makes the overlay read changes in the background, now and at its interval, until a minute has passed without
// another call. It does not wait. Call it with every request.
func (o *Overlay) Poke() {
	o.used.Store(time.Now().UnixNano())
	if o.ctx.Err() == nil && o.running.CompareAndSwap(false, true) {
		o.bg.Go(o.pollWhileUsed)
	}
}

// Await calls Poke and waits for the first complete read, but not longer than timeout.
func (o *Overlay) Await(ctx context.Context, timeout time.Duration) {
	o.Poke()
	limit := time.NewTimer(timeout)
	defer limit.Stop()
	select {
	case <-o.first:
	case <-limit.C:
	case <-ctx.Done():
	}
}

// Close stops the reads.
func (o *Overlay) Close() error {
	o.end()
	o.bg.Wait()
	return nil
}

func (o *Overlay) pollWhileUsed() {
	defer o.running.Store(false)
	tick := time.NewTicker(o.config.Every)
	defer tick.Stop()
	for {
		if err := o.Poll(o.ctx); err != nil && o.ctx.Err() == nil {
			o.config.Logger.WarnContext(o.ctx, "changes not read, the catalog stays as it is", "err", err)
		}
		select {
		case <-o.ctx.Done():
			return
		case <-tick.C:
		}
		if time.Since(time.Unix(0, o.used.Load())) > max(keepPolling, 2*o.config.Every) {
			return
		}
	}
}

// batch is the smallest number of changes that become visible at once. Each time costs as much as all changes so far, so
// batches grow with them.
const batch = 1_000

// Poll reads the changes since the last read, now. Without an attached view it does nothing. After an error, the changes
// that were read are in use, and the next read begins where this one did.
func (o *Overlay) Poll(ctx context.Context) error {
	select {
	case o.polling <- struct{}{}:
		defer func() { <-o.polling }()
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	ctx, cancel := context.WithTimeout(ctx, pollTimeout)
	defer cancel()
	o.addDelta(ctx)
	o.mu.Lock()
	from, needed := o.cursor, len(o.views) > 0
	o.mu.Unlock()
	if !needed {
		return nil
	}
	var read []change.Change
	shown := 0
	until, err := o.config.Changes.Since(ctx, start(from), func(c change.Change) error {
		if read = append(read, c); len(read) >= max(batch, shown) {
			o.add(ctx, read)
			shown += len(read)
			read = nil
		}
		return nil
	})
	o.add(ctx, read)
	if err != nil {
		return err
	}
	o.finish(from, until)
	return nil
}

// start returns where a read begins that continues one at a time. The zero time is the beginning of all changes, which no
// database can go behind.
func start(at time.Time) time.Time {
	if at.IsZero() {
		return at
	}
	return at.Add(-change.Overlap)
}

// finish records a complete read of the changes between two times.
func (o *Overlay) finish(from, until time.Time) {
	o.skip(from, until)
	o.mu.Lock()
	i := o.Info()
	i.Read, i.Polled = o.cursor, time.Now()
	o.info.Store(&i)
	o.mu.Unlock()
	o.once.Do(func() { close(o.first) })
}
