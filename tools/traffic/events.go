package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"sync"
	"time"

	"shopfyp.dev/shared/metrics"
)

// A logged event is one line of the log: an event that the shop accepted, and when it happened. An event that was sent
// twice is logged once.
type loggedEvent struct {
	At    time.Time     `json:"at"`
	Event metrics.Event `json:"event"`
}

// An eventLog writes the events of all shoppers. It is safe for concurrent use.
type eventLog struct {
	mu     sync.Mutex
	out    io.Writer // nil to only count
	counts map[metrics.Name]int
}

// add logs the events of a batch that the shop accepted at a time.
func (l *eventLog) add(events []metrics.Event, accepted time.Time) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, e := range events {
		l.counts[e.Name]++
		if l.out == nil {
			continue
		}
		line, err := json.Marshal(loggedEvent{accepted.Add(-time.Duration(e.AgeMS) * time.Millisecond).UTC(), e})
		if err != nil {
			return err
		}
		if _, err := l.out.Write(append(line, '\n')); err != nil {
			return fmt.Errorf("event log: %w", err)
		}
	}
	return nil
}

// An outbox holds the events of one shopper until they are sent. It makes the faults that real apps have: it sends some
// batches twice, and some late.
type outbox struct {
	client           *client
	log              *eventLog
	random           *rand.Rand
	duplicates, late float64

	waiting []metrics.Event
	times   []time.Time // when they happened
}

// add adds an event that happens now.
func (o *outbox) add(e metrics.Event) {
	e.ID = fmt.Sprintf("traffic-%016x", o.random.Uint64())
	o.waiting, o.times = append(o.waiting, e), append(o.times, time.Now())
}

// send sends the waiting events, unless the batch is drawn to be late. last forbids that.
func (o *outbox) send(ctx context.Context, last bool) error {
	if len(o.waiting) == 0 || !last && len(o.waiting) < metrics.MaxEvents/2 && o.random.Float64() < o.late {
		return nil
	}
	for len(o.waiting) > 0 {
		n := min(len(o.waiting), metrics.MaxEvents)
		batch := o.waiting[:n]
		for i := range batch {
			batch[i].AgeMS = time.Since(o.times[i]).Milliseconds()
		}
		if err := o.client.send(ctx, batch); err != nil {
			return err
		}
		if err := o.log.add(batch, time.Now()); err != nil {
			return err
		}
		if o.random.Float64() < o.duplicates {
			if err := o.client.send(ctx, batch); err != nil {
				return err
			}
		}
		o.waiting, o.times = o.waiting[n:], o.times[n:]
	}
	return nil
}
