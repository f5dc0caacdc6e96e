// Package load asks a server more than one thing at a time and says how long it
// took to answer.
//
// AtRate keeps to its timetable whatever the server does, and counts each answer's
// time from when its request was due: a server that stands still for a second
// makes all that were due in it late, not one. (A generator that waits for
// answers before it asks again would see one slow request and call that a good
// 99th percentile; this is known as coordinated omission.)
package load

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"time"
)

// A Request does the i-th request and returns an error where the answer was not right.
// It is called by many goroutines.
type Request func(ctx context.Context, i int) error

// ErrOverload says that so many answers were awaited that no more requests were sent.
var ErrOverload = errors.New("too many answers awaited")

// maxAwaited is how many answers AtRate waits for at a time.
const maxAwaited = 2000

// Saturate has clients send their next request as soon as their last is answered, for as long as d.
func Saturate(ctx context.Context, clients int, d time.Duration, do Request) *Result {
	r := newResult()
	deadline := r.begun.Add(d)
	var all sync.WaitGroup
	for c := range clients {
		all.Go(func() {
			for i := c; time.Now().Before(deadline) && ctx.Err() == nil; i += clients {
				begun := time.Now()
				r.add(begun, do(ctx, i))
			}
		})
	}
	all.Wait()
	return r.end()
}

// AtRate sends rate requests a second for as long as d, at times drawn at random but always the same,
// as those of many shoppers who do not know of each other are. The end of ctx ends the sending; answers are awaited.
func AtRate(ctx context.Context, rate float64, d time.Duration, do Request) *Result {
	r := newResult()
	var all sync.WaitGroup
	awaited := make(chan struct{}, maxAwaited)
	for i, due := range timetable(rate, d) {
		at := r.begun.Add(due)
		if !sleepUntil(ctx, at) {
			break
		}
		select {
		case awaited <- struct{}{}:
		default:
			r.add(at, ErrOverload)
			continue
		}
		all.Go(func() {
			r.add(at, do(context.WithoutCancel(ctx), i))
			<-awaited
		})
	}
	all.Wait()
	return r.end()
}

// timetable returns when requests are due: a Poisson process.
func timetable(rate float64, d time.Duration) []time.Duration {
	rng := rand.New(rand.NewPCG(1, uint64(rate)))
	var due []time.Duration
	for t := 0.0; ; {
		t += rng.ExpFloat64() / rate
		at := time.Duration(t * float64(time.Second))
		if at >= d {
			return due
		}
		due = append(due, at)
	}
}

// sleepUntil returns at t, or false where ctx ended before.
func sleepUntil(ctx context.Context, t time.Time) bool {
	select {
	case <-time.After(time.Until(t)):
		return true
	case <-ctx.Done():
		return false
	}
}
