package functions

import (
	"context"
	"time"
)

// flushTimeout is how long a process that is to end waits for a collector.
const flushTimeout = 4 * time.Second

// flushTelemetry sends what was measured. Without a collector there is nothing to send.
func (h *Host) flushTelemetry(ctx context.Context) {
	if h.telemetry == nil {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, flushTimeout)
	defer cancel()
	if err := h.telemetry.Flush(ctx); err != nil {
		h.logger.WarnContext(ctx, "telemetry not sent", "err", err)
	}
}
