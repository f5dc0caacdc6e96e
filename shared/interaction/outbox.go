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

// OutboxConfig is what an Outbox is made of; every field is needed.
type OutboxConfig struct {
	Log      Log
	Patience time.Duration // a caller waits at most so long for the log
	Retry    time.Duration // before the first new try; doubled with each that fails, up to MaxRetry
	MaxRetry time.Duration
	Try      time.Duration // of one write in the background, which may be several calls of a slow log
	Room     int           // interactions that may wait; more are refused
	MaxAge   time.Duration // what could not be written for so long is given up, and reported
	Logger   *slog.Logger
}

// NewOutboxConfig returns the configuration that production runs with.
func NewOutboxConfig(l Log, logger *slog.Logger) OutboxConfig {
	return OutboxConfig{
		Log: l, Patience: time.Second, Retry: 100 * time.Millisecond, MaxRetry: 2 * time.Second, Try: 15 * time.Second,
		Room: 1000, MaxAge: 15 * time.Minute, Logger: logger,
	}
}

// ErrFull says that an interaction could neither be logged nor kept.
var ErrFull = errors.New("the log cannot be written and too many interactions wait for it")

// An Outbox is a Log that goes on taking interactions while the log behind it is slow or away: what
// cannot be written within Patience waits in memory, in the order of its coming, and is written when
// that is possible again, under the ID that the caller was told. While some wait, new ones join them
// at once, so that order is kept and nobody waits for a log that is known to be away.
//
// What its user removes while it waits is not written, whichever instance is asked for the removal.
//
// What waits is lost where the process dies without Close, or is older than MaxAge.
type Outbox struct {
	Log
	config OutboxConfig
	ctx    context.Context // of writing in the background
	cancel context.CancelFunc
	hurry  sync.Once
	closed chan struct{} // by Close: tries are made without growing pauses

	mu      sync.Mutex
	waiting []*parcel // oldest first
	idle    chan struct{}
}

// A parcel is an interaction that waits.
type parcel struct {
	userID string
	kind   Type
	draft  Draft
	since  time.Time
}

// NewOutbox returns an Outbox in which nothing waits. It has no goroutine while that is so.
func NewOutbox(c OutboxConfig) *Outbox {
	o := &Outbox{Log: c.Log, config: c, closed: make(chan struct{})}
	o.ctx, o.cancel = context.WithCancel(context.Background())
	return o
}

// Append implements Log. It returns ErrFull, with the log's own error, where there is no more room.
func (o *Outbox) Append(ctx context.Context, userID string, x Interaction) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	draft, err := o.Log.Prepare(userID, x)
	if err != nil {
		return "", err
	}
	if o.Waiting() == 0 {
		// A caller that goes away has still done what it did.
		tryCtx, cancel := context.WithTimeout(context.WithoutCancel(ctx), o.config.Patience)
		defer cancel()
		if err = draft.Write(tryCtx); err == nil {
			return draft.ID, nil
		}
	}
	if !o.keep(&parcel{userID: userID, kind: x.Type, draft: draft, since: time.Now()}) {
		return "", errors.Join(ErrFull, err)
	}
	if err != nil {
		o.config.Logger.WarnContext(ctx, "interaction waits for the log", "err", err)
	}
	return draft.ID, nil
}

// Waiting returns how many interactions wait.
func (o *Outbox) Waiting() int {
	o.mu.Lock()
	defer o.mu.Unlock()
	return len(o.waiting)
}

// keep has p wait, and reports whether there was room.
func (o *Outbox) keep(p *parcel) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.waiting) >= o.config.Room || o.ctx.Err() != nil {
		return false
	}
	o.waiting = append(o.waiting, p)
	if o.idle == nil {
		o.idle = make(chan struct{})
		go o.run()
	}
	return true
}

// run writes what waits until nothing does.
func (o *Outbox) run() {
	retry := o.config.Retry
	for {
		batch := o.batch()
		if batch == nil {
			return
		}
		if o.send(batch) {
			retry = o.config.Retry
			continue
		}
		select {
		case <-time.After(retry):
			retry = min(2*retry, o.config.MaxRetry)
		case <-o.closed:
			retry = o.config.Retry
			select {
			case <-time.After(retry):
			case <-o.ctx.Done():
			}
		}
	}
}

// atATime is how many interactions are written side by side, never two of one user.
const atATime = 64

// batch returns the oldest that wait, or nil where the goroutine is to end.
func (o *Outbox) batch() (batch []*parcel) {
	o.mu.Lock()
	defer o.mu.Unlock()
	users := make(map[string]bool)
	for _, p := range o.waiting {
		if len(batch) == atATime || users[p.userID] {
			break
		}
		users[p.userID] = true
		batch = append(batch, p)
	}
	if len(batch) == 0 || o.ctx.Err() != nil {
		close(o.idle)
		o.idle = nil
		return nil
	}
	return batch
}

// send tries to write the batch, and reports whether all of it is done with.
func (o *Outbox) send(batch []*parcel) bool {
	ctx, cancel := context.WithTimeout(o.ctx, o.config.Try)
	defer cancel()
	failed := make([]error, len(batch))
	var all sync.WaitGroup
	for i, p := range batch {
		all.Go(func() { failed[i] = p.draft.WriteLate(ctx) })
	}
	all.Wait()

	o.mu.Lock()
	defer o.mu.Unlock()
	done := make(map[*parcel]bool)
	for i, p := range batch {
		old := time.Since(p.since) > o.config.MaxAge
		if failed[i] != nil && old {
			o.config.Logger.Error("interaction lost: the log was away for too long", "err", failed[i])
		}
		done[p] = failed[i] == nil || old
	}
	o.drop(func(p *parcel) bool { return done[p] })
	return errors.Join(failed...) == nil
}

// drop removes what matches from what waits, under o.mu.
func (o *Outbox) drop(match func(*parcel) bool) {
	var left []*parcel
	for _, p := range o.waiting {
		if !match(p) {
			left = append(left, p)
		}
	}
	o.waiting = left
}

// Delete implements Log, also of what waits.
func (o *Outbox) Delete(ctx context.Context, userID, id string) error {
	o.forget(func(p *parcel) bool { return p.userID == userID && p.draft.ID == id })
	return o.Log.Delete(ctx, userID, id)
}

// Clear implements Log, also of what waits.
func (o *Outbox) Clear(ctx context.Context, userID string, types ...Type) error {
	o.forget(func(p *parcel) bool {
		return p.userID == userID && (len(types) == 0 || slices.Contains(types, p.kind))
	})
	return o.Log.Clear(ctx, userID, types...)
}

// forget drops what matches. A write of it that is under way is the log's to keep out.
func (o *Outbox) forget(match func(*parcel) bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.drop(match)
}

// Close writes what waits until nothing does or ctx ends, and returns an error that says how many are lost.
// No more are kept afterwards.
func (o *Outbox) Close(ctx context.Context) error {
	o.hurry.Do(func() { close(o.closed) })
	o.mu.Lock()
	idle := o.idle
	o.mu.Unlock()
	if idle != nil {
		select {
		case <-idle:
		case <-ctx.Done():
		}
	}
	o.cancel()
	if idle != nil {
		<-idle
	}
	if n := o.Waiting(); n > 0 {
		return fmt.Errorf("%d interactions lost: the log was away to the end", n)
	}
	return nil
}
