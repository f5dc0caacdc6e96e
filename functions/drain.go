package functions

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"
)

// Cloud Run sends SIGTERM when it has stopped routing requests to an instance, and kills ten seconds later.
const (
	drainTimeout = 5 * time.Second        // for requests under way; what waits for the log is written in the rest
	drainQuiet   = 200 * time.Millisecond // nothing under way for so long: the last answers are on their way
)

// busy counts requests and events under way.
type busy struct{ n atomic.Int64 }

// begin counts one, until the function that it returns is called.
func (b *busy) begin() (end func()) {
	b.n.Add(1)
	return func() { b.n.Add(-1) }
}

// Drain returns when what is under way has been answered, what waits for the log is written and what was measured is sent,
// or an error that says what is lost by ending the process now.
func (h *Host) Drain(ctx context.Context) error {
	if err := h.busy.quiet(ctx); err != nil {
		h.logger.ErrorContext(ctx, "ending with requests under way", "err", err)
	}
	measured := make(chan struct{})
	go func() { defer close(measured); h.flushTelemetry(ctx) }()
	err := h.app.Flush(ctx)
	<-measured
	return err
}

// quiet returns when nothing has been under way for drainQuiet, or an error after drainTimeout.
func (b *busy) quiet(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, drainTimeout)
	defer cancel()
	const step = drainQuiet / 10
	poll := time.NewTicker(step)
	defer poll.Stop()
	for idle := time.Duration(0); idle < drainQuiet; {
		select {
		case <-ctx.Done():
			return fmt.Errorf("%d requests under way: %w", b.n.Load(), ctx.Err())
		case <-poll.C:
			idle += step
			if b.n.Load() > 0 {
				idle = 0
			}
		}
	}
	return nil
}
