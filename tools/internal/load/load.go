// Package load generates concurrent requests and measures response times.
//
// AtRate follows a fixed schedule and measures each response time from the time the request was due. If a
// server stalls for a second, every request of that second is late, not just one. A generator that waits
// for each response before it sends the next request would hide this (coordinated omission).
package load

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"time"
)

// A Request makes the i-th request and returns an error if the response is wrong. It must be safe for concurrent use.
type Request func(ctx context.Context, i int) error

// ErrOverload means that a request was not sent because too many responses were outstanding.
var ErrOverload = errors.New("too many outstanding requests")

// maxOutstanding is the maximum number of requests in flight in AtRate.
const maxOutstanding = 2000

// Saturate runs the given number of clients for d. A client sends its next request when it has the response to the last one.
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

// AtRate sends rate requests per second for d, at random but reproducible times, and waits for the responses.
// It stops sending when ctx is canceled.
func AtRate(ctx context.Context, rate float64, d time.Duration, do Request) *Result {
	r := newResult()
	var all sync.WaitGroup
	outstanding := make(chan struct{}, maxOutstanding)
	for i, due := range schedule(rate, d) {
		at := r.begun.Add(due)
		if !sleepUntil(ctx, at) {
			break
		}
		select {
		case outstanding <- struct{}{}:
		default:
			r.add(at, ErrOverload)
			continue
		}
		all.Go(func() {
			r.add(at, do(context.WithoutCancel(ctx), i))
			<-outstanding
		})
	}
	all.Wait()
	return r.end()
}

// schedule returns the due times of a Poisson process.
func schedule(rate float64, d time.Duration) []time.Duration {
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

// sleepUntil waits until t. It returns false if ctx ends first.
func sleepUntil(ctx context.Context, t time.Time) bool {
	select {
	case <-time.After(time.Until(t)):
		return true
	case <-ctx.Done():
		return false
	}
}
