package telemetry

import (
	"errors"

	"go.opentelemetry.io/otel/metric"
)

// instruments holds the metrics that methods record. Indexes and Cache register metrics with callbacks.
type instruments struct {
	requests metric.Float64Histogram
	stages   metric.Float64Histogram
	events   metric.Float64Histogram
	lag      metric.Float64Histogram
	builds   metric.Float64Histogram
	embedded metric.Int64Counter
	skipped  metric.Int64Gauge
	meter    metric.Meter
}

// Bucket boundaries of the histograms, in seconds.
var (
	requestBounds = []float64{.005, .01, .025, .05, .075, .1, .25, .5, .75, 1, 2.5, 5, 7.5, 10} // OpenTelemetry's boundaries for HTTP
	stageBounds   = []float64{.0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10}
	lagBounds     = []float64{.1, .25, .5, 1, 2.5, 5, 10, 30, 60, 300, 600, 3600, 6 * 3600, 24 * 3600}
	buildBounds   = []float64{1, 5, 15, 60, 300, 900, 3600, 6 * 3600}
)

func newInstruments(m metric.Meter) (instruments, error) {
	i := instruments{meter: m}
	var errs []error
	seconds := func(name, description string, bounds []float64) metric.Float64Histogram {
		h, err := m.Float64Histogram(name, metric.WithUnit("s"), metric.WithDescription(description), metric.WithExplicitBucketBoundaries(bounds...))
		errs = append(errs, err)
		return h
	}
	i.requests = seconds("http.server.request.duration", "Duration of requests.", requestBounds)
	i.stages = seconds("shopfyp.stage.duration", "Duration of the stages of requests.", stageBounds)
	i.events = seconds("shopfyp.trigger.duration", "Duration of event handling.", requestBounds)
	i.lag = seconds("shopfyp.trigger.lag", "Time from the change of a document to the end of event handling.", lagBounds)
	i.builds = seconds("shopfyp.build.duration", "Duration of index builds.", buildBounds)
	var err, skippedErr error
	i.skipped, skippedErr = m.Int64Gauge("shopfyp.build.skipped", metric.WithDescription("Invalid products that the last index build skipped."))
	i.embedded, err = m.Int64Counter("shopfyp.build.embedded", metric.WithDescription("Products that index builds embedded."))
	return i, errors.Join(append(errs, err, skippedErr)...)
}
