// Package fresh keeps a value in memory that other processes change, such as the settings of the shop.
//
// A Value reads it again only while somebody uses it, so an idle instance costs nothing. Callers usually do not wait: they
// get the last value while a read runs beside them. The package does not know where the value comes from.
package fresh

import (
	"context"
	"log/slog"
	"sync"
	"time"
)

// Config configures a Value. Every field but Keep is required.
type Config[T any] struct {
	// Read returns the newest value. last is the one of the last successful read, or the zero value. A Read that finds that
	// nothing changed can return last. One Read runs at a time.
	Read func(ctx context.Context, last T) (T, error)
	// Every is the interval between the starts of two reads.
	Every time.Duration
	// MaxAge is the age at which a call waits for a read. Calls at shorter intervals never wait.
	MaxAge time.Duration
	// MaxWait is the time that a call waits for a read that is slow or fails.
	MaxWait time.Duration
	// Timeout bounds one read.
	Timeout time.Duration
	// Keep is the time for which reads go on after the last call. With 0, only calls start reads.
	Keep   time.Duration
	Logger *slog.Logger
	// Failed is the log message of a failed read.
	Failed string
}

// A Value keeps the result of the last successful read. It is safe for concurrent use.
type Value[T any] struct {
	config Config[T]
	turn   chan struct{} // semaphore of one read

	ctx  context.Context // ends with Close
	end  context.CancelFunc
	work sync.WaitGroup

	mu      sync.Mutex
	value   T
	used    time.Time     // time of the last call
	began   time.Time     // of the last read
	current time.Time     // when the value was current, or a read last failed
	busy    bool          // whether the background reads
	reading bool          // whether a read runs
	next    chan struct{} // closed at the end of the next read
}

// New returns a Value that has read nothing yet.
func New[T any](c Config[T]) *Value[T] {
	v := &Value[T]{config: c, turn: make(chan struct{}, 1), next: make(chan struct{})}
	v.ctx, v.end = context.WithCancel(context.Background())
	return v
}

// Get returns the value of the last successful read, or the zero value before the first one. It waits for a read if the
// last one is MaxAge ago, at most MaxWait after that read began.
func (v *Value[T]) Get(ctx context.Context) T {
	v.Await(ctx, v.config.MaxWait)
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.value
}

// Await waits as Get does, with another maximum.
func (v *Value[T]) Await(ctx context.Context, timeout time.Duration) {
	next, began, due := v.use()
	wait := timeout - time.Since(began)
	if !due || wait <= 0 {
		return
	}
	limit := time.NewTimer(wait)
	defer limit.Stop()
	select {
	case <-next:
	case <-limit.C:
	case <-ctx.Done():
	case <-v.ctx.Done():
	}
}

// Newest reads the value and returns it. It waits for a read that runs already, and then reads again.
func (v *Value[T]) Newest(ctx context.Context) (T, error) {
	if err := v.read(ctx); err != nil {
		var none T
		return none, err
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.value, nil
}

// Close ends a read in progress. Calls then return the last value.
func (v *Value[T]) Close() error {
	v.mu.Lock()
	v.end()
	v.mu.Unlock()
	v.work.Wait()
	return nil
}

// use notes a call, and starts a read if one is due. It returns the channel of the next read, when that read began or
// begins, and whether the value is so old that the call waits for it.
func (v *Value[T]) use() (next <-chan struct{}, began time.Time, due bool) {
	v.mu.Lock()
	defer v.mu.Unlock()
	now := time.Now()
	v.used = now
	due = now.Sub(v.current) >= v.config.MaxAge && v.ctx.Err() == nil
	if !v.busy && !v.reading && now.Sub(v.began) >= v.config.Every && v.ctx.Err() == nil {
		v.busy, v.began = true, now
		v.work.Go(v.readWhileUsed)
	}
	if !v.reading { // the next read has not begun
		return v.next, now, due
	}
	return v.next, v.began, due
}

// readWhileUsed reads at intervals until nobody has used the value for Keep.
func (v *Value[T]) readWhileUsed() {
	tick := time.NewTicker(v.config.Every)
	defer tick.Stop()
	for {
		if err := v.read(v.ctx); err != nil && v.ctx.Err() == nil {
			v.config.Logger.WarnContext(v.ctx, v.config.Failed, "err", err)
		}
		if v.stop(v.config.Keep == 0) {
			return
		}
		select {
		case <-v.ctx.Done():
		case <-tick.C:
		}
		if v.stop(time.Since(v.lastUse()) > max(v.config.Keep, 2*v.config.Every)) {
			return
		}
	}
}

func (v *Value[T]) lastUse() time.Time {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.used
}

// stop reports whether the reads in the background stop, because nobody needs them or the value is closed.
func (v *Value[T]) stop(unused bool) bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.busy = !unused && v.ctx.Err() == nil
	return !v.busy
}

// read reads the value and wakes the calls that wait for it.
func (v *Value[T]) read(ctx context.Context) error {
	select {
	case v.turn <- struct{}{}:
		defer func() { <-v.turn }()
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	last, began := v.begin()
	ctx, cancel := context.WithTimeout(ctx, v.config.Timeout)
	defer cancel()
	value, err := v.config.Read(ctx, last)
	v.mu.Lock()
	defer v.mu.Unlock()
	if err == nil {
		v.value, v.current = value, began
	} else {
		v.current = time.Now() // calls do not wait for each of many reads that fail slowly
	}
	v.reading = false
	close(v.next)
	v.next = make(chan struct{})
	return err
}

func (v *Value[T]) begin() (last T, now time.Time) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.reading, v.began = true, time.Now()
	return v.value, v.began
}
