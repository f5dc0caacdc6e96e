package telemetry

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"time"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlpmetric/otlpmetrichttp"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	sdkmetric "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
)

// Config configures a Telemetry.
type Config struct {
	Endpoint string // base URL of an OTLP/HTTP collector, such as "http://127.0.0.1:4318"; "" disables telemetry
	Service  string // service.name; "" means shopfyp
	Revision string // service.version
	Logger   *slog.Logger
}

// A Telemetry sends traces and metrics to a collector. It is safe for concurrent use. A nil *Telemetry does nothing.
type Telemetry struct {
	tracer  trace.Tracer
	traces  *sdktrace.TracerProvider
	metrics *sdkmetric.MeterProvider
	instruments
}

const scope = "shopfyp.dev"

// Open returns a Telemetry, or nil if c has no endpoint. It does not connect yet. The SDK reads other settings from
// environment variables such as OTEL_EXPORTER_OTLP_HEADERS, OTEL_TRACES_SAMPLER and OTEL_METRIC_EXPORT_INTERVAL.
func Open(ctx context.Context, c Config) (*Telemetry, error) {
	if c.Endpoint == "" {
		return nil, nil
	}
	base, err := url.Parse(c.Endpoint)
	if err != nil || base.Host == "" || base.Scheme != "http" && base.Scheme != "https" {
		return nil, fmt.Errorf("telemetry: endpoint %q is not an http or https URL", c.Endpoint)
	}
	spans, err := otlptracehttp.New(ctx, otlptracehttp.WithEndpointURL(base.JoinPath("v1/traces").String()))
	if err != nil {
		return nil, fmt.Errorf("telemetry: traces: %w", err)
	}
	points, err := otlpmetrichttp.New(ctx, otlpmetrichttp.WithEndpointURL(base.JoinPath("v1/metrics").String()))
	if err != nil {
		return nil, fmt.Errorf("telemetry: metrics: %w", err)
	}
	// The SDK has one handler per process for errors in the background.
	otel.SetErrorHandler(otel.ErrorHandlerFunc(func(err error) { c.Logger.Warn("telemetry not sent", "err", err) }))
	return newTelemetry(c, sdktrace.WithBatcher(spans), sdkmetric.NewPeriodicReader(points))
}

func newTelemetry(c Config, spans sdktrace.TracerProviderOption, points sdkmetric.Reader) (*Telemetry, error) {
	about := resource.NewSchemaless(
		attribute.String("service.name", cmp.Or(c.Service, "shopfyp")), attribute.String("service.version", c.Revision))
	t := &Telemetry{
		traces:  sdktrace.NewTracerProvider(spans, sdktrace.WithResource(about)),
		metrics: sdkmetric.NewMeterProvider(sdkmetric.WithReader(points), sdkmetric.WithResource(about)),
	}
	t.tracer = t.traces.Tracer(scope)
	var err error
	if t.instruments, err = newInstruments(t.metrics.Meter(scope)); err != nil {
		return nil, fmt.Errorf("telemetry: %w", err)
	}
	return t, nil
}

// Flush sends the pending data. It stops when ctx ends.
func (t *Telemetry) Flush(ctx context.Context) error {
	if t == nil {
		return nil
	}
	return errors.Join(t.traces.ForceFlush(ctx), t.metrics.ForceFlush(ctx))
}

// closeTimeout is the maximum wait for a collector. Cloud Run kills a process ten seconds after SIGTERM.
const closeTimeout = 5 * time.Second

// Close sends the pending data, within closeTimeout, and shuts down.
func (t *Telemetry) Close() error {
	if t == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), closeTimeout)
	defer cancel()
	return errors.Join(t.traces.Shutdown(ctx), t.metrics.Shutdown(ctx))
}
