package collectortest

import (
	"strconv"
	"strings"

	common "go.opentelemetry.io/proto/otlp/common/v1"
	metrics "go.opentelemetry.io/proto/otlp/metrics/v1"
)

// A Point is the newest value of a metric with given attributes.
type Point struct {
	Value float64 // value of a gauge or counter, or sum of a histogram
	Count uint64  // observations of a histogram
}

// Point returns the newest point of a metric with the given attributes ("name=value"). The bool reports whether such a
// point exists.
func (c *Collector) Point(metric string, attributes ...string) (Point, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	var found Point
	ok := false
	for _, resource := range c.data {
		for _, scope := range resource.GetScopeMetrics() {
			for _, m := range scope.GetMetrics() {
				if m.GetName() != metric {
					continue
				}
				if p, has := newest(m, attributes); has {
					found, ok = p, true
				}
			}
		}
	}
	return found, ok
}

func newest(m *metrics.Metric, attributes []string) (found Point, ok bool) {
	for _, p := range m.GetHistogram().GetDataPoints() {
		if has(p.GetAttributes(), attributes) {
			found, ok = Point{Value: p.GetSum(), Count: p.GetCount()}, true
		}
	}
	for _, p := range append(m.GetGauge().GetDataPoints(), m.GetSum().GetDataPoints()...) {
		if has(p.GetAttributes(), attributes) {
			found, ok = Point{Value: p.GetAsDouble() + float64(p.GetAsInt())}, true
		}
	}
	return found, ok
}

func has(all []*common.KeyValue, attributes []string) bool {
	for _, want := range attributes {
		name, value, _ := strings.Cut(want, "=")
		if attribute(all, name) != value {
			return false
		}
	}
	return true
}

// attribute returns the value of an attribute as text, or "" if the attribute is missing.
func attribute(all []*common.KeyValue, name string) string {
	for _, kv := range all {
		if kv.GetKey() != name {
			continue
		}
		if n, ok := kv.GetValue().GetValue().(*common.AnyValue_IntValue); ok {
			return strconv.FormatInt(n.IntValue, 10)
		}
		return kv.GetValue().GetStringValue()
	}
	return ""
}
