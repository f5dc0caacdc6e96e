package eventarc

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// event returns an event with an ID.
func event(id string) Event {
	return Event{Function: "embed", Header: http.Header{"Ce-Id": {id}}}
}

// run starts a queue that stops when the test ends.
func run(t *testing.T, deliver func(context.Context, Event) error) *Queue {
	q := New(Options{
		Deliver: deliver, Workers: 4, FirstWait: time.Second, MaxWait: 10 * time.Second, GiveUp: time.Minute,
		Logger: slog.New(slog.DiscardHandler),
	})
	go q.Run(t.Context())
	return q
}

func TestQueueRetriesUntilDelivered(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		var tries []time.Duration
		q := run(t, func(context.Context, Event) error {
			tries = append(tries, time.Since(start))
			if len(tries) < 6 {
				return errors.New("not now")
			}
			return nil
		})
		q.Add(event("1"))
		q.Drain(t.Context())

		want := []time.Duration{0, 1, 3, 7, 15, 25} // waits of 1, 2, 4, 8 and 10 seconds
		if len(tries) != len(want) {
			t.Fatalf("attempts at %v, want %d attempts", tries, len(want))
		}
		for i, at := range want {
			if tries[i] != at*time.Second {
				t.Errorf("attempt %d after %s, want %s", i+1, tries[i], at*time.Second)
			}
		}
	})
}

func TestQueueDropsOldEvents(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		q := run(t, func(context.Context, Event) error { return errors.New("never") })
		q.Add(event("1"))
		q.Drain(t.Context())
		if took := time.Since(start); took > time.Minute || took < 50*time.Second {
			t.Errorf("event dropped after %s, want 50s to 1m", took)
		}
		if n := q.Waiting(); n != 0 {
			t.Errorf("Waiting() = %d after the drop, want 0", n)
		}
	})
}

func TestQueueDeliversConcurrently(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var now, most atomic.Int32
		q := run(t, func(context.Context, Event) error {
			most.Store(max(most.Load(), now.Add(1)))
			time.Sleep(time.Second)
			now.Add(-1)
			return nil
		})
		start := time.Now()
		for range 20 {
			q.Add(event("x"))
		}
		q.Drain(t.Context())
		if took := time.Since(start); took != 5*time.Second {
			t.Errorf("20 events of a second took %s, want 5s with 4 workers", took)
		}
		if most.Load() != 4 {
			t.Errorf("%d concurrent deliveries, want 4", most.Load())
		}
	})
}

func TestQueueDeliversWhileOtherEventsFail(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var delivered atomic.Int32
		q := run(t, func(_ context.Context, e Event) error {
			if e.ID() == "bad" {
				return errors.New("bad")
			}
			delivered.Add(1)
			return nil
		})
		for range 10 {
			q.Add(event("bad"))
		}
		for range 10 {
			q.Add(event("good"))
		}
		synctest.Wait() // no time passes
		if delivered.Load() != 10 {
			t.Errorf("%d of 10 good events delivered while others fail, want 10", delivered.Load())
		}
	})
}

func TestRunStopsWithItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		q := New(Options{
			Deliver: func(ctx context.Context, _ Event) error { <-ctx.Done(); return ctx.Err() },
			Workers: 2, FirstWait: time.Second, MaxWait: time.Second, GiveUp: time.Hour,
			Logger: slog.New(slog.DiscardHandler),
		})
		returned := make(chan struct{})
		go func() { q.Run(ctx); close(returned) }()
		q.Add(event("1"))
		synctest.Wait()
		cancel()
		<-returned
		if q.Waiting() != 1 {
			t.Errorf("Waiting() = %d, want 1 undelivered event", q.Waiting())
		}
	})
}
