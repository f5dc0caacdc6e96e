package telemetry

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"
)

// An IndexInfo describes the index in use.
type IndexInfo struct {
	Version  string
	BuiltAt  time.Time
	Recall   float64 // recall@10 against exact search
	Products int
}

// Indexes returns a function that sets the index in use. From then on, metrics include the age, recall and size of that
// index. now is the clock.
func (t *Telemetry) Indexes(now func() time.Time) (use func(IndexInfo), err error) {
	if t == nil {
		return func(IndexInfo) {}, nil
	}
	var current atomic.Pointer[IndexInfo]
	observe := func(name, unit, description string, value func(*IndexInfo) float64) error {
		_, err := t.meter.Float64ObservableGauge(name, metric.WithUnit(unit), metric.WithDescription(description),
			metric.WithFloat64Callback(func(_ context.Context, o metric.Float64Observer) error {
				if i := current.Load(); i != nil {
					o.Observe(value(i), metric.WithAttributes(attribute.String("version", i.Version)))
				}
				return nil
			}))
		return err
	}
	err = errors.Join(
		observe("shopfyp.index.age", "s", "Time since the index in use was built.", func(i *IndexInfo) float64 { return now().Sub(i.BuiltAt).Seconds() }),
		observe("shopfyp.index.recall", "1", "Recall@10 against exact search.", func(i *IndexInfo) float64 { return i.Recall }),
		observe("shopfyp.index.products", "{product}", "Products in the index in use.", func(i *IndexInfo) float64 { return float64(i.Products) }),
	)
	if err != nil {
		return nil, fmt.Errorf("telemetry: %w", err)
	}
	return func(i IndexInfo) { current.Store(&i) }, nil
}

// Cache adds the lookups of the query cache to the metrics. lookups returns the total hits and misses.
func (t *Telemetry) Cache(lookups func() (hits, misses int64)) error {
	if t == nil {
		return nil
	}
	hit, miss := metric.WithAttributes(attribute.String("result", "hit")), metric.WithAttributes(attribute.String("result", "miss"))
	_, err := t.meter.Int64ObservableCounter("shopfyp.query_cache.lookups", metric.WithDescription("Lookups of query vectors."),
		metric.WithInt64Callback(func(_ context.Context, o metric.Int64Observer) error {
			hits, misses := lookups()
			o.Observe(hits, hit)
			o.Observe(misses, miss)
			return nil
		}))
	if err != nil {
		return fmt.Errorf("telemetry: %w", err)
	}
	return nil
}
