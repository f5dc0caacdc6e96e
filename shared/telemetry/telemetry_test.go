package telemetry

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	tracepb "go.opentelemetry.io/proto/otlp/trace/v1"

	"shopfyp.dev/shared/telemetry/collectortest"
)

func open(t *testing.T, endpoint string) *Telemetry {
	t.Helper()
	x, err := Open(t.Context(), Config{Endpoint: endpoint, Service: "search", Revision: "r1", Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	return x
}

const (
	theirTrace = "0123456789abcdef0123456789abcdef"
	theirSpan  = "0123456789abcdef"
)

// checkPoint checks the count of a histogram, or the value of any other metric.
func checkPoint(t *testing.T, c *collectortest.Collector, want float64, metric string, attributes ...string) {
	t.Helper()
	p, ok := c.Point(metric, attributes...)
	if got := max(p.Value, float64(p.Count)); !ok || p.Count > 0 && float64(p.Count) != want || p.Count == 0 && got != want {
		t.Errorf("%s %q = %+v (found: %t), want %g", metric, attributes, p, ok, want)
	}
}

func TestRequest(t *testing.T) {
	c := collectortest.Start(t)
	x := open(t, c.URL)
	ctx, r := x.Request(x.Remote(t.Context(), theirTrace, theirSpan, true), "search", "POST", "/api/search")
	inner, stage := x.Stage(ctx, Embed, "query")
	trace, span, sampled, ok := x.Current(inner)
	if trace != theirTrace || span == theirSpan || !sampled || !ok {
		t.Errorf("Current = %s, %s, %t, %t, want a new span in the sender's trace", trace, span, sampled, ok)
	}
	stage.End(nil)
	_, stage = x.Stage(ctx, Store, "Append")
	stage.End(errors.New("a secret"))
	r.End(503)
	_, odd := x.Request(t.Context(), "search", "BREW", "")
	odd.End(404)
	if err := x.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}

	spans := c.Spans()
	request, embed, store := spans["POST /api/search"], spans["embed query"], spans["store Append"]
	if request == nil || embed == nil || store == nil || spans["_OTHER "] == nil {
		t.Fatalf("received spans = %v, want a request, an embed, a store and an _OTHER span", spans)
	}
	for _, s := range []*tracepb.Span{request, embed, store} {
		if hex.EncodeToString(s.GetTraceId()) != theirTrace {
			t.Errorf("span %s is in trace %x, want the sender's", s.GetName(), s.GetTraceId())
		}
	}
	if hex.EncodeToString(request.GetParentSpanId()) != theirSpan || !bytes.Equal(embed.GetParentSpanId(), request.GetSpanId()) {
		t.Errorf("parent spans are %x and %x, want the sender's span and the request's", request.GetParentSpanId(), embed.GetParentSpanId())
	}
	failed := func(s *tracepb.Span) bool { return s.GetStatus().GetCode() == tracepb.Status_STATUS_CODE_ERROR }
	if !failed(request) || failed(embed) || !failed(store) || failed(spans["_OTHER "]) {
		t.Error("want an error status on the request and store spans only")
	}
	if bytes.Contains(c.Bytes(), []byte("secret")) {
		t.Error("telemetry contains the text of an error")
	}
	checkPoint(t, c, 1, "http.server.request.duration", "faas.name=search", "http.request.method=POST", "http.route=/api/search", "http.response.status_code=503")
	checkPoint(t, c, 1, "http.server.request.duration", "http.request.method=_OTHER", "http.response.status_code=404")
	checkPoint(t, c, 1, "shopfyp.stage.duration", "stage=embed", "operation=query", "error.type=")
	checkPoint(t, c, 1, "shopfyp.stage.duration", "stage=store", "operation=Append", "error.type=error")
	if !c.Services()["search"] {
		t.Errorf("services = %v, want search", c.Services())
	}
}

func TestEvents(t *testing.T) {
	c := collectortest.Start(t)
	x := open(t, c.URL)
	for _, e := range []struct {
		outcome string
		lag     time.Duration
	}{{"done", 3 * time.Second}, {"done", 4 * time.Second}, {"failed", time.Minute}, {"dropped", -1}} {
		_, event := x.Event(t.Context(), "embed")
		event.End(e.outcome, e.lag)
	}
	if err := x.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	if p, _ := c.Point("shopfyp.trigger.lag", "faas.name=embed", "outcome=done"); p.Count != 2 || p.Value != 7 {
		t.Errorf("lag of done events = %+v, want 2 events with a sum of 7 s", p)
	}
	checkPoint(t, c, 1, "shopfyp.trigger.lag", "outcome=failed")
	if p, ok := c.Point("shopfyp.trigger.lag", "outcome=dropped"); ok {
		t.Errorf("lag of an event without a time = %+v, want no point", p)
	}
	checkPoint(t, c, 1, "shopfyp.trigger.duration", "outcome=dropped")
	if s := c.Spans()["event embed"]; s == nil || s.GetKind() != tracepb.Span_SPAN_KIND_CONSUMER {
		t.Errorf("span of the event = %v, want a consumer span", s)
	}
}

func TestIndexesAndCache(t *testing.T) {
	c := collectortest.Start(t)
	x := open(t, c.URL)
	built := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	use, err := x.Indexes(func() time.Time { return built.Add(time.Hour) })
	if err != nil {
		t.Fatal(err)
	}
	if err := x.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	if p, ok := c.Point("shopfyp.index.age"); ok {
		t.Errorf("age without an index in use = %+v, want no point", p)
	}
	use(IndexInfo{Version: "v1", BuiltAt: built.Add(-time.Hour), Recall: .99, Products: 7})
	use(IndexInfo{Version: "v2", BuiltAt: built, Recall: .995, Products: 8})
	if err := x.Cache(func() (hits, misses int64) { return 5, 2 }); err != nil {
		t.Fatal(err)
	}
	x.Built(t.Context(), "published", 90*time.Second, 12, 0)
	if err := x.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	checkPoint(t, c, 3600, "shopfyp.index.age", "version=v2")
	checkPoint(t, c, .995, "shopfyp.index.recall", "version=v2")
	checkPoint(t, c, 8, "shopfyp.index.products", "version=v2")
	checkPoint(t, c, 5, "shopfyp.query_cache.lookups", "result=hit")
	checkPoint(t, c, 2, "shopfyp.query_cache.lookups", "result=miss")
	checkPoint(t, c, 1, "shopfyp.build.duration", "outcome=published")
	checkPoint(t, c, 12, "shopfyp.build.embedded")
	if p, ok := c.Point("shopfyp.index.age", "version=v1"); ok {
		t.Errorf("age of an index that is no longer in use = %+v, want no point", p)
	}
}

func TestCloseSends(t *testing.T) {
	c := collectortest.Start(t)
	x := open(t, c.URL)
	_, r := x.Request(t.Context(), "click", "POST", "/api/click")
	r.End(200)
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	if c.Spans()["POST /api/click"] == nil {
		t.Error("the span was not sent")
	}
	checkPoint(t, c, 1, "http.server.request.duration", "faas.name=click")
}

func TestFlushReturnsCollectorError(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) }))
	defer server.Close()
	x := open(t, server.URL)
	_, r := x.Request(t.Context(), "click", "POST", "/api/click")
	r.End(200)
	if err := x.Flush(t.Context()); err == nil || !strings.Contains(err.Error(), "403") {
		t.Errorf("Flush = %v, want an error with the collector's status, 403", err)
	}
}

func TestOpenRefuses(t *testing.T) {
	for _, endpoint := range []string{"collector:4317", "grpc://collector", "http://", "://", "/v1"} {
		if _, err := Open(t.Context(), Config{Endpoint: endpoint}); err == nil || !strings.Contains(err.Error(), endpoint) {
			t.Errorf("Open of %q = %v, want an error that names it", endpoint, err)
		}
	}
}

// measure makes all measurements of one request.
func measure(ctx context.Context, x *Telemetry) {
	ctx, r := x.Request(x.Remote(ctx, theirTrace, theirSpan, true), "search", "POST", "/api/search")
	for _, s := range []Stage{Auth, Decode, Embed, Index, Store} {
		_, timer := x.Stage(ctx, s, "x")
		timer.End(nil)
	}
	_, e := x.Event(ctx, "embed")
	e.End("done", time.Second)
	x.Current(ctx)
	x.Built(ctx, "published", time.Second, 1, 0)
	r.End(200)
}

func TestNilTelemetryAllocatesNothing(t *testing.T) {
	x := open(t, "")
	if x != nil {
		t.Fatal("Open without an endpoint returned a Telemetry, want nil")
	}
	ctx := t.Context()
	if n := testing.AllocsPerRun(100, func() { measure(ctx, x) }); n != 0 {
		t.Errorf("nil Telemetry allocates %g times per request, want 0", n)
	}
	use, err := x.Indexes(time.Now)
	if err != nil {
		t.Fatal(err)
	}
	use(IndexInfo{})
	if err := errors.Join(x.Cache(nil), x.Overlay(nil, nil), x.Flush(ctx), x.Close()); err != nil {
		t.Error(err)
	}
}
