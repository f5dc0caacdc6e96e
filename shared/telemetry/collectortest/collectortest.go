// Package collectortest provides an OTLP collector for tests. It receives data as
// protobuf over HTTP and stores all of it.
package collectortest

import (
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"

	collectormetrics "go.opentelemetry.io/proto/otlp/collector/metrics/v1"
	collectortrace "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	metrics "go.opentelemetry.io/proto/otlp/metrics/v1"
	trace "go.opentelemetry.io/proto/otlp/trace/v1"
	"google.golang.org/protobuf/proto"
)

// A Collector stores the traces and metrics that it receives.
type Collector struct {
	URL string

	mu    sync.Mutex
	bytes []byte // all request bodies, concatenated
	spans []*trace.ResourceSpans
	data  []*metrics.ResourceMetrics
}

// Start runs a collector until the test ends.
func Start(t testing.TB) *Collector {
	t.Helper()
	c := new(Collector)
	mux := http.NewServeMux()
	mux.HandleFunc("POST /v1/traces", receive(t, c, func(in *collectortrace.ExportTraceServiceRequest) {
		c.spans = append(c.spans, in.GetResourceSpans()...)
	}))
	mux.HandleFunc("POST /v1/metrics", receive(t, c, func(in *collectormetrics.ExportMetricsServiceRequest) {
		c.data = append(c.data, in.GetResourceMetrics()...)
	}))
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	c.URL = server.URL
	return c
}

// receive returns a handler that decodes a request and passes it to keep.
func receive[M any, P interface {
	*M
	proto.Message
}](t testing.TB, c *Collector, keep func(P)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		in := P(new(M))
		if err == nil {
			err = proto.Unmarshal(body, in)
		}
		if err != nil {
			t.Errorf("%s: %v", r.URL.Path, err)
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		c.mu.Lock()
		defer c.mu.Unlock()
		c.bytes = append(c.bytes, body...)
		keep(in)
		w.Header().Set("Content-Type", "application/x-protobuf")
	}
}

// Bytes returns the bodies of all requests, concatenated.
func (c *Collector) Bytes() []byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	return append([]byte(nil), c.bytes...)
}

// Spans returns the received spans by name. If several have the same name, it returns the last.
func (c *Collector) Spans() map[string]*trace.Span {
	c.mu.Lock()
	defer c.mu.Unlock()
	all := make(map[string]*trace.Span)
	for _, resource := range c.spans {
		for _, scope := range resource.GetScopeSpans() {
			for _, s := range scope.GetSpans() {
				all[s.GetName()] = s
			}
		}
	}
	return all
}

// Services returns the service.name of each resource that sent spans or metrics.
func (c *Collector) Services() map[string]bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	all := make(map[string]bool)
	for _, r := range c.spans {
		all[attribute(r.GetResource().GetAttributes(), "service.name")] = true
	}
	for _, r := range c.data {
		all[attribute(r.GetResource().GetAttributes(), "service.name")] = true
	}
	return all
}
