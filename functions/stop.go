package functions

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// flushTimeout is how long a process that is to end waits for a collector. Cloud Run gives ten seconds.
const flushTimeout = 5 * time.Second

// FlushOnTermination has the process send what was measured before SIGTERM ends it. Without a
// collector there is nothing to send, and the signal does what it always does.
func (h *Host) FlushOnTermination() {
	if h.telemetry == nil {
		return
	}
	terminated := make(chan os.Signal, 1)
	signal.Notify(terminated, syscall.SIGTERM)
	go func() {
		<-terminated
		ctx, cancel := context.WithTimeout(context.Background(), flushTimeout)
		defer cancel()
		if err := h.telemetry.Flush(ctx); err != nil {
			h.logger.Warn("telemetry not sent", "err", err)
		}
		signal.Stop(terminated) // the next one ends the process
		_ = syscall.Kill(syscall.Getpid(), syscall.SIGTERM)
	}()
}
