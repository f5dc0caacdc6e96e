// Package eventarc replaces Google's Eventarc between the Firestore emulator and
// the functions. It accepts events immediately and delivers them at least once,
// concurrently and in any order. It retries with exponential backoff if a function fails.
//
// Without this package, the emulator would deliver one event at a time, without retries.
package eventarc

import (
	"context"
	"log/slog"
	"net/http"
	"sync"
	"time"
)

// An Event is one HTTP request to a function.
type Event struct {
	Function string // name of the function
	Header   http.Header
	Body     []byte
}

// ID returns the event's ID. It is the same in every delivery.
func (e Event) ID() string { return e.Header.Get("Ce-Id") }

// Options configure a Queue. All fields are required.
type Options struct {
	Deliver   func(context.Context, Event) error // returns nil if the function accepted the event
	Workers   int                                // number of concurrent deliveries
	FirstWait time.Duration                      // wait after the first failure; doubles with each failure
	MaxWait   time.Duration
	GiveUp    time.Duration // maximum age of a failing event before it is dropped
	Logger    *slog.Logger
}

// A Queue holds undelivered events. It is safe for concurrent use.
type Queue struct {
	options Options
	ready   chan struct{} // full if due may not be empty

	mu      sync.Mutex
	due     []*pending
	waiting int // events neither delivered nor dropped
	idle    chan struct{}
}

type pending struct {
	event    Event
	added    time.Time
	failures int
}

// New returns a Queue. Call Run to deliver events.
func New(o Options) *Queue {
	idle := make(chan struct{})
	close(idle)
	return &Queue{options: o, ready: make(chan struct{}, 1), idle: idle}
}

// Add adds an event. It does not block.
func (q *Queue) Add(e Event) {
	q.mu.Lock()
	if q.waiting == 0 {
		q.idle = make(chan struct{})
	}
	q.waiting++
	q.mu.Unlock()
	q.push(&pending{event: e, added: time.Now()})
}

// Waiting returns the number of events that are neither delivered nor dropped.
func (q *Queue) Waiting() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.waiting
}

// Drain waits until no event is pending or ctx is done.
func (q *Queue) Drain(ctx context.Context) {
	q.mu.Lock()
	idle := q.idle
	q.mu.Unlock()
	select {
	case <-idle:
	case <-ctx.Done():
	}
}

// Run delivers events until ctx is done, then waits for running deliveries.
func (q *Queue) Run(ctx context.Context) {
	var workers sync.WaitGroup
	for range q.options.Workers {
		workers.Go(func() { q.work(ctx) })
	}
	workers.Wait()
}

func (q *Queue) work(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-q.ready:
		}
		if p := q.pop(); p != nil {
			q.deliver(ctx, p)
		}
	}
}

// deliver makes one attempt and schedules a retry if it fails.
func (q *Queue) deliver(ctx context.Context, p *pending) {
	err := q.options.Deliver(ctx, p.event)
	if err == nil {
		q.finish()
		return
	}
	p.failures++
	log := q.options.Logger.With("function", p.event.Function, "event", p.event.ID(), "failures", p.failures, "err", err)
	wait := q.wait(p.failures)
	if time.Since(p.added)+wait > q.options.GiveUp {
		log.ErrorContext(ctx, "event dropped")
		q.finish()
		return
	}
	log.WarnContext(ctx, "event not delivered, retrying", "in", wait)
	time.AfterFunc(wait, func() { q.push(p) })
}

// wait returns the wait before the next attempt.
func (q *Queue) wait(failures int) time.Duration {
	wait := q.options.FirstWait
	for range failures - 1 {
		if wait *= 2; wait >= q.options.MaxWait {
			return q.options.MaxWait
		}
	}
	return wait
}

func (q *Queue) push(p *pending) {
	q.mu.Lock()
	q.due = append(q.due, p)
	q.mu.Unlock()
	q.wake()
}

// pop removes and returns the oldest due event, or nil. It wakes another worker if more are due.
func (q *Queue) pop() *pending {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.due) == 0 {
		return nil
	}
	p := q.due[0]
	q.due = q.due[1:]
	if len(q.due) > 0 {
		q.wake()
	}
	return p
}

func (q *Queue) wake() {
	select {
	case q.ready <- struct{}{}:
	default:
	}
}

// finish decrements waiting.
func (q *Queue) finish() {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.waiting--; q.waiting == 0 {
		close(q.idle)
	}
}
