package interaction

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"
)

// OutboxConfig configures an Outbox. Every field is required.
type OutboxConfig struct {
	Log           DraftLog
	AppendTimeout time.Duration // timeout of the first write, while the caller waits
	RetryDelay    time.Duration // delay before the first retry; doubles with each failure up to MaxRetryDelay
	MaxRetryDelay time.Duration
	RetryTimeout  time.Duration // timeout of one retry
	Capacity      int           // maximum number of waiting interactions
	MaxAge        time.Duration // age at which an interaction is dropped after a failed retry
	Logger        *slog.Logger
}

// NewOutboxConfig returns the configuration for production.
func NewOutboxConfig(l DraftLog, logger *slog.Logger) OutboxConfig {
	return OutboxConfig{
		Log: l, AppendTimeout: time.Second, RetryDelay: 100 * time.Millisecond, MaxRetryDelay: 2 * time.Second,
		RetryTimeout: 15 * time.Second, Capacity: 1000, MaxAge: 15 * time.Minute, Logger: logger,
	}
}

// ErrFull reports that an interaction could neither be stored nor queued.
var ErrFull = errors.New("cannot write to the log and the queue is full")

// An Outbox is a Log that accepts interactions while the underlying log is slow or unavailable. If it cannot
// store an interaction within AppendTimeout, it queues the interaction in memory and retries with the same ID.
//
// Each user has a separate queue, which keeps the order of the user's interactions. Failing writes of one user
// do not delay other users. The Outbox does not retry a write that fails with ErrPermanent.
//
// If a user removes a waiting interaction, the Outbox does not store it, even if another instance handled the
// removal. Waiting interactions are lost if the process exits without Close.
type Outbox struct {
	Log
	config  OutboxConfig
	ctx     context.Context // context of all retries
	cancel  context.CancelFunc
	closing chan struct{} // closed by Close; then the retry delay stops growing
	close   sync.Once
	slots   chan struct{} // limits concurrent retries
	running sync.WaitGroup

	mu      sync.Mutex
	queues  map[string][]*parcel // by user ID, oldest first; a goroutine drains each queue
	waiting int
	failing bool          // whether the latest write failed
	idle    chan struct{} // closed when nothing waits
}

// A parcel is a waiting interaction.
type parcel struct {
	kind  Type
	draft Draft
	since time.Time
}

// maxConcurrentRetries is the maximum number of concurrent retries.
const maxConcurrentRetries = 64

// NewOutbox returns an empty Outbox. It runs goroutines only while interactions wait.
func NewOutbox(c OutboxConfig) *Outbox {
	o := &Outbox{
		Log: c.Log, config: c, closing: make(chan struct{}),
		slots: make(chan struct{}, maxConcurrentRetries), queues: make(map[string][]*parcel),
	}
	o.ctx, o.cancel = context.WithCancel(context.Background())
	return o
}

// Append implements Log. If the write fails, Append queues x and returns no error, unless the failure is permanent.
// If the queue is full, it returns ErrFull joined with the log's error.
func (o *Outbox) Append(ctx context.Context, userID string, x Interaction) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	draft, err := o.config.Log.Prepare(userID, x)
	if err != nil {
		return "", err
	}
	if !o.mustWait(userID) {
		err = o.write(ctx, draft)
		if err == nil {
			return draft.ID, nil
		}
		if errors.Is(err, ErrPermanent) {
			return "", err
		}
	}
	if !o.enqueue(userID, &parcel{kind: x.Type, draft: draft, since: time.Now()}) {
		return "", errors.Join(ErrFull, err)
	}
	if err != nil {
		o.config.Logger.WarnContext(ctx, "interaction queued after a failed write", "err", err)
	}
	return draft.ID, nil
}

// mustWait reports whether to queue a new interaction without a first write. That keeps the order when earlier
// interactions of the user wait. While the log is failing, it saves callers from waiting for a timeout.
func (o *Outbox) mustWait(userID string) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return len(o.queues[userID]) > 0 || o.waiting > 0 && o.failing
}

// write makes the first attempt to store a draft. It continues if the caller cancels ctx.
func (o *Outbox) write(ctx context.Context, draft Draft) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), o.config.AppendTimeout)
	defer cancel()
	err := draft.Write(ctx)
	o.mu.Lock()
	defer o.mu.Unlock()
	o.noteResult(err)
	return err
}

// noteResult records whether the log works. It ignores permanent errors, because they are no sign of an outage.
// The caller holds o.mu.
func (o *Outbox) noteResult(err error) {
	if !errors.Is(err, ErrPermanent) {
		o.failing = err != nil
	}
}

// Waiting returns the number of waiting interactions.
func (o *Outbox) Waiting() int {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.waiting
}

// enqueue adds p to the user's queue. It returns false if the outbox is full or closed.
func (o *Outbox) enqueue(userID string, p *parcel) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.waiting >= o.config.Capacity || o.ctx.Err() != nil {
		return false
	}
	if o.waiting == 0 {
		o.idle = make(chan struct{})
	}
	o.waiting++
	queue, running := o.queues[userID]
	o.queues[userID] = append(queue, p)
	if !running {
		o.running.Go(func() { o.drain(userID) })
	}
	return true
}

// drain stores the user's waiting interactions in order, until none is left or the outbox is closed.
func (o *Outbox) drain(userID string) {
	delay := o.config.RetryDelay
	for {
		p := o.first(userID)
		if p == nil {
			return
		}
		err := o.retry(p)
		if o.finish(userID, p, err) {
			delay = o.config.RetryDelay
			continue
		}
		delay = o.pause(delay)
	}
}

// first returns the user's oldest waiting interaction. If the queue is empty or the outbox is closed, it deletes
// the queue and returns nil.
func (o *Outbox) first(userID string) *parcel {
	o.mu.Lock()
	defer o.mu.Unlock()
	queue := o.queues[userID]
	if len(queue) > 0 && o.ctx.Err() == nil {
		return queue[0]
	}
	delete(o.queues, userID)
	return nil
}

// retry tries to store p once.
func (o *Outbox) retry(p *parcel) error {
	select {
	case o.slots <- struct{}{}:
		defer func() { <-o.slots }()
	case <-o.ctx.Done():
		return o.ctx.Err()
	}
	ctx, cancel := context.WithTimeout(o.ctx, o.config.RetryTimeout)
	defer cancel()
	return p.draft.WriteLate(ctx)
}

// finish handles the result of a write. It removes p from its queue and returns true, unless p needs a retry.
func (o *Outbox) finish(userID string, p *parcel, err error) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.noteResult(err)
	switch {
	case err == nil:
	case errors.Is(err, ErrPermanent):
		o.config.Logger.Error("interaction lost: the log rejected it", "err", err)
	case time.Since(p.since) > o.config.MaxAge:
		o.config.Logger.Error("interaction lost: the log was unavailable for too long", "err", err)
	default:
		return false
	}
	o.drop(userID, func(other *parcel) bool { return other == p })
	return true
}

// pause waits before the next retry and returns the delay for the retry after it. During Close, the delay does
// not grow.
func (o *Outbox) pause(delay time.Duration) time.Duration {
	select {
	case <-time.After(delay):
		return min(2*delay, o.config.MaxRetryDelay)
	case <-o.closing:
	}
	select {
	case <-time.After(o.config.RetryDelay):
	case <-o.ctx.Done():
	}
	return o.config.RetryDelay
}

// drop removes the user's waiting interactions that match. The caller holds o.mu.
func (o *Outbox) drop(userID string, match func(*parcel) bool) {
	queue, running := o.queues[userID]
	if !running {
		return
	}
	kept := slices.DeleteFunc(slices.Clone(queue), match)
	o.queues[userID] = kept // drain deletes an empty queue
	o.waiting -= len(queue) - len(kept)
	if o.waiting == 0 && len(kept) < len(queue) {
		close(o.idle)
	}
}

// Delete implements Log. It also drops the interaction if it is waiting.
func (o *Outbox) Delete(ctx context.Context, userID, id string) error {
	o.forget(userID, func(p *parcel) bool { return p.draft.ID == id })
	return o.Log.Delete(ctx, userID, id)
}

// Clear implements Log. It also drops waiting interactions.
func (o *Outbox) Clear(ctx context.Context, userID string, types ...Type) error {
	o.forget(userID, func(p *parcel) bool { return len(types) == 0 || slices.Contains(types, p.kind) })
	return o.Log.Clear(ctx, userID, types...)
}

// forget drops the user's waiting interactions that match. The log's tombstones stop a retry that is in progress.
func (o *Outbox) forget(userID string, match func(*parcel) bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.drop(userID, match)
}

// Close retries the waiting interactions until none is left or ctx is done. If any are left, it returns an error
// with their number. After Close, Append no longer queues interactions.
func (o *Outbox) Close(ctx context.Context) error {
	o.close.Do(func() { close(o.closing) })
	o.mu.Lock()
	idle := o.idle
	o.mu.Unlock()
	if idle != nil {
		select {
		case <-idle:
		case <-ctx.Done():
		case <-o.ctx.Done(): // already closed
		}
	}
	o.cancel()
	o.running.Wait()
	if n := o.Waiting(); n > 0 {
		return fmt.Errorf("%d interactions lost: the log was still unavailable", n)
	}
	return nil
}
