package telemetry

import (
	"context"
	"errors"
	"fmt"
	"time"

	"go.opentelemetry.io/otel/metric"
)

// An OverlayInfo describes the changes in use beyond the index.
type OverlayInfo struct {
	Rows    int       // changed products that searches find
	Reduced int       // changed products of which only the price and the availability are current
	Bytes   int       // memory
	Polled  time.Time // time of the last complete read of the changes; zero before the first
}

// Overlay adds the changes in use to the metrics. now is the clock, and current returns the changes in use.
func (t *Telemetry) Overlay(now func() time.Time, current func() OverlayInfo) error {
	if t == nil {
		return nil
	}
	observe := func(name, unit, description string, value func(OverlayInfo) (float64, bool)) error {
		_, err := t.meter.Float64ObservableGauge(name, metric.WithUnit(unit), metric.WithDescription(description),
			metric.WithFloat64Callback(func(_ context.Context, o metric.Float64Observer) error {
				if v, ok := value(current()); ok {
					o.Observe(v)
				}
				return nil
			}))
		return err
	}
	err := errors.Join(
		observe("shopfyp.overlay.rows", "{product}", "Changed products that searches find.", func(i OverlayInfo) (float64, bool) { return float64(i.Rows), true }),
		observe("shopfyp.overlay.reduced", "{product}", "Changed products of which only the price and the availability are current.", func(i OverlayInfo) (float64, bool) { return float64(i.Reduced), true }),
		observe("shopfyp.overlay.memory", "By", "Approximate memory of the changes.", func(i OverlayInfo) (float64, bool) { return float64(i.Bytes), true }),
		observe("shopfyp.overlay.age", "s", "Time since the last complete read of the changes.", func(i OverlayInfo) (float64, bool) {
			return now().Sub(i.Polled).Seconds(), !i.Polled.IsZero()
		}),
	)
	if err != nil {
		return fmt.Errorf("telemetry: %w", err)
	}
	return nil
}
