// Package eventarc plays the part of Google's Eventarc between the Firestore
// emulator and the functions: it takes every event at once and delivers it at
// least once, several at a time and in no order, again and again with growing
// waits while the function fails.
//
// The emulator alone would deliver one event at a time, once.
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
	Function string // which one
	Header   http.Header
	Body     []byte
}

// ID is the event's own, by which a function may know it again.
func (e Event) ID() string { return e.Header.Get("Ce-Id") }

// Options are what a Queue is made of; every field is needed.
type Options struct {
	Deliver   func(context.Context, Event) error // nil: taken by the function
	Workers   int                                // deliveries at a time
	FirstWait time.Duration                      // after a first failure; doubled after each further one
	MaxWait   time.Duration
	GiveUp    time.Duration // after this long, an event that still fails is dropped
	Logger    *slog.Logger
}

// A Queue holds the events that are not delivered yet. Its methods are safe for concurrent use.
type Queue struct {
	options Options
	ready   chan struct{} // holds a token where due may not be empty

	mu      sync.Mutex
	due     []*pending
	waiting int // events added and neither delivered nor dropped
	idle    chan struct{}
}

type pending struct {
	event    Event
	added    time.Time
	failures int
}

// New returns a Queue; nothing is delivered before Run.
func New(o Options) *Queue {
	idle := make(chan struct{})
	close(idle)
	return &Queue{options: o, ready: make(chan struct{}, 1), idle: idle}
}

// Add takes an event. It never waits.
func (q *Queue) Add(e Event) {
	q.mu.Lock()
	if q.waiting == 0 {
		q.idle = make(chan struct{})
	}
	q.waiting++
	q.mu.Unlock()
	q.push(&pending{event: e, added: time.Now()})
}

// Waiting returns how many events are neither delivered nor dropped.
func (q *Queue) Waiting() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.waiting
}

// Drain returns when no event waits any more, or ctx is done.
func (q *Queue) Drain(ctx context.Context) {
	q.mu.Lock()
	idle := q.idle
	q.mu.Unlock()
	select {
	case <-idle:
	case <-ctx.Done():
	}
}

// Run delivers until ctx is done, and returns when the last delivery has.
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

// deliver tries once, and puts the event back for later where that fails.
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
	log.WarnContext(ctx, "event not delivered, will be retried", "in", wait)
	time.AfterFunc(wait, func() { q.push(p) })
}

// wait returns how long to wait after so many failures.
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

// pop takes the oldest event that is due, or nil, and wakes another worker where there are more.
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

// finish counts one event less.
func (q *Queue) finish() {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.waiting--; q.waiting == 0 {
		close(q.idle)
	}
}
