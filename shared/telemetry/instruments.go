package telemetry

import (
	"errors"

	"go.opentelemetry.io/otel/metric"
)

// instruments are the recorded metrics. Indexes and Cache register the observed ones.
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

// Bounds of the histograms' buckets, in seconds.
var (
	requestBounds = []float64{.005, .01, .025, .05, .075, .1, .25, .5, .75, 1, 2.5, 5, 7.5, 10} // OpenTelemetry's for HTTP
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
	i.requests = seconds("http.server.request.duration", "How long requests take.", requestBounds)
	i.stages = seconds("shopfyp.stage.duration", "How long the stages of requests take.", stageBounds)
	i.events = seconds("shopfyp.trigger.duration", "How long events take.", requestBounds)
	i.lag = seconds("shopfyp.trigger.lag", "From the change of a document to the end of its event.", lagBounds)
	i.builds = seconds("shopfyp.build.duration", "How long builds of the index take.", buildBounds)
	var err, skippedErr error
	i.skipped, skippedErr = m.Int64Gauge("shopfyp.build.skipped", metric.WithDescription("Invalid products that the last build of the index skipped."))
	i.embedded, err = m.Int64Counter("shopfyp.build.embedded", metric.WithDescription("Products that builds of the index embedded."))
	return i, errors.Join(append(errs, err, skippedErr)...)
}
