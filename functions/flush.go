package functions

import (
	"context"
	"time"
)

// flushTimeout bounds the wait for the collector when the process ends.
const flushTimeout = 4 * time.Second

// flushTelemetry sends the pending telemetry. Without a collector it does nothing.
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
