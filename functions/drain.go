package functions

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"
)

// Cloud Run stops routing requests to an instance, sends SIGTERM, and kills the process ten seconds later.
const (
	drainTimeout = 5 * time.Second        // for requests in flight; the rest is for pending interactions
	drainQuiet   = 200 * time.Millisecond // the process counts as idle after this time without requests
)

// busy counts the requests and events in flight.
type busy struct{ n atomic.Int64 }

// begin adds one to the count. The returned function subtracts it again.
func (b *busy) begin() (end func()) {
	b.n.Add(1)
	return func() { b.n.Add(-1) }
}

// Drain waits for the requests in flight, writes the pending interactions and sends the pending telemetry.
// Its error says which interactions are lost if the process ends now.
func (h *Host) Drain(ctx context.Context) error {
	if err := h.busy.quiet(ctx); err != nil {
		h.logger.ErrorContext(ctx, "draining with requests in flight", "err", err)
	}
	flushed := make(chan struct{})
	go func() { defer close(flushed); h.flushTelemetry(ctx) }()
	err := h.app.Flush(ctx)
	<-flushed
	return err
}

// quiet waits until no request has been in flight for drainQuiet. It returns an error after drainTimeout.
func (b *busy) quiet(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, drainTimeout)
	defer cancel()
	const step = drainQuiet / 10
	poll := time.NewTicker(step)
	defer poll.Stop()
	for idle := time.Duration(0); idle < drainQuiet; {
		select {
		case <-ctx.Done():
			return fmt.Errorf("%d requests in flight: %w", b.n.Load(), ctx.Err())
		case <-poll.C:
			idle += step
			if b.n.Load() > 0 {
				idle = 0
			}
		}
	}
	return nil
}
