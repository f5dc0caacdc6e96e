package functions

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/gcp/emulatortest"
	"shopfyp.dev/shared/gcp/firestoredb"
	"shopfyp.dev/shared/metrics"
)

// manyEvents is the number of different events in the test below.
const manyEvents = 5_000

// The counters in the database equal those that the log of events gives, whatever the network does: batches arrive
// twice, at two instances, days late, and an instance is replaced in between.
func TestCountersEqualTheEventLog(t *testing.T) {
	store := firestoredb.NewMetrics(emulatortest.Client(t, emulatortest.Project()))
	var log lockedBuffer
	instance := func() *Host {
		w := newWorld(t)
		w.ports.Metrics = store
		return w.host(t, &log)
	}
	hosts := []*Host{instance(), instance()}
	rng := rand.New(rand.NewPCG(19, 1))
	send := func(events []metrics.Event) {
		host := hosts[rng.IntN(len(hosts))]
		postEvents(t, host.HTTP("events"), events)
	}
	var batches [][]metrics.Event
	for sent := 0; sent < manyEvents; {
		batch := randomEvents(rng, sent, min(1+rng.IntN(40), manyEvents-sent))
		sent += len(batch)
		batches = append(batches, batch)
	}
	for i, batch := range batches {
		send(batch)
		if rng.IntN(5) == 0 {
			send(batches[rng.IntN(i+1)]) // again, perhaps to the other instance
		}
		if i == len(batches)/2 { // the platform replaces an instance
			if err := hosts[0].Drain(t.Context()); err != nil {
				t.Fatal(err)
			}
			hosts[0] = instance()
		}
	}
	for _, h := range hosts {
		if err := h.Drain(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	now := time.Now()
	dimensions := []metrics.Dimension{metrics.ByList, metrics.ByPosition, metrics.ByReason, metrics.ByProduct, metrics.ByArm, metrics.ByQuery}
	got, err := store.Read(t.Context(), now.Add(-2*metrics.MaxAge), now.Add(time.Hour), dimensions...)
	if err != nil {
		t.Fatal(err)
	}
	counters := flatten(got)
	recomputed := recompute(t, log.String())
	if len(recomputed) < 500 {
		t.Fatalf("the log gives %d counters, want hundreds", len(recomputed))
	}
	for name, want := range recomputed {
		if counters[name] != want {
			t.Errorf("counter %s = %d, want %d as in the log", name, counters[name], want)
		}
		delete(counters, name)
	}
	for name, n := range counters {
		t.Errorf("counter %s = %d, and the log does not have it", name, n)
	}
}

// A lockedBuffer is a buffer that several hosts write to.
type lockedBuffer struct {
	mu sync.Mutex
	bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.Buffer.Write(p)
}

// postEvents sends a batch. The response must be 200.
func postEvents(t *testing.T, handler http.Handler, events []metrics.Event) {
	t.Helper()
	body, err := json.Marshal(map[string]any{"events": events})
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, "/api/events", bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	if w.Code != http.StatusOK {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
}

// randomEvents returns n events of all names. first makes their IDs unique.
func randomEvents(rng *rand.Rand, first, n int) []metrics.Event {
	names := []metrics.Name{
		metrics.ViewItemList, metrics.ViewItemList, metrics.SelectItem, metrics.DismissItem, metrics.ViewItem, metrics.AddToCart, metrics.BeginCheckout,
		metrics.Purchase, metrics.Search, metrics.ViewSearchResults,
	}
	surfaces := []metrics.Surface{"", metrics.CardSurface, metrics.SearchSurface, metrics.SimilarSurface, metrics.PopularSurface}
	events := make([]metrics.Event, n)
	for i := range events {
		e := &events[i]
		*e = metrics.Event{ID: fmt.Sprintf("event-%06d", first+i), Name: names[rng.IntN(len(names))], AgeMS: rng.Int64N(1000), Currency: "EUR"}
		if rng.IntN(10) == 0 {
			e.AgeMS = rng.Int64N(metrics.MaxAge.Milliseconds())
		}
		if e.Name == metrics.Search || e.Name == metrics.ViewSearchResults || rng.IntN(4) == 0 {
			e.QueryHash = fmt.Sprintf("query-%d", rng.IntN(20))
		}
		if e.Name == metrics.ViewSearchResults {
			e.Results, e.Corrected = rng.IntN(3), rng.IntN(3) == 0
			continue
		}
		if e.Name == metrics.Search {
			continue
		}
		for range 1 + rng.IntN(3) {
			x := metrics.Item{
				ID: catalog.ID(fmt.Sprintf("p.%d|x", rng.IntN(50))), Price: rng.Int64N(5000), Quantity: rng.IntN(4), First: rng.IntN(2) == 0,
			}
			if x.Surface = surfaces[rng.IntN(len(surfaces))]; x.Surface != "" {
				x.Index, x.Reason, x.ShownMS = rng.IntN(5), "click", rng.Int64N(2*metrics.DefaultAttribution.Milliseconds())
				x.Arms, x.Repeat = map[string]string{"words": fmt.Sprint(rng.IntN(2))}, rng.IntN(3) == 0
				if rng.IntN(4) == 0 {
					x.FirstIn = []string{"words"}
				}
			}
			e.Items = append(e.Items, x)
		}
	}
	return events
}

// flatten returns the counters by a readable name.
func flatten(t metrics.Tally) map[string]int64 {
	flat := make(map[string]int64)
	for key, counts := range t {
		for count, n := range counts {
			flat[counterName(key.Hour, string(key.Surface), string(key.Dimension), key.Value, string(count))] = n
		}
	}
	return flat
}

func counterName(hour time.Time, surface, dimension, value, count string) string {
	return strings.Join([]string{hour.UTC().Format("2006-01-02T15"), surface, dimension, value, count}, " / ")
}

// recompute counts the events in the lines of a log, by rules that are written anew.
func recompute(t *testing.T, log string) map[string]int64 {
	t.Helper()
	type line struct {
		Message string
		Event   metrics.Record
	}
	events := make(map[string]metrics.Record) // another instance may log an event again
	for text := range strings.Lines(log) {
		var l line
		if err := json.Unmarshal([]byte(text), &l); err != nil && err != io.EOF {
			t.Fatalf("log line %q: %v", text, err)
		}
		if l.Message != metrics.RecordMessage {
			continue
		}
		if _, twice := events[l.Event.ID]; !twice {
			events[l.Event.ID] = l.Event
		}
	}
	if len(events) != manyEvents {
		t.Fatalf("the log has %d events, want %d", len(events), manyEvents)
	}
	sums := make(map[string]int64)
	for _, id := range slices.Sorted(maps.Keys(events)) {
		recount(sums, events[id])
	}
	return sums
}

// recount adds an event to the sums.
func recount(sums map[string]int64, e metrics.Record) {
	simple := map[metrics.Name]string{
		"view_item_list": "impressions", "select_item": "clicks", "dismiss_item": "dismissals", "view_item": "views", "add_to_cart": "baskets",
		"begin_checkout": "checkouts", "purchase": "purchases",
	}
	hour := e.Time.Truncate(time.Hour)
	for _, x := range e.Items {
		surface, dimensions := string(x.List), map[string]string{"list": "", "product": x.ID}
		if x.ShownMS > 24*60*60*1000 {
			surface = ""
		}
		if surface != "" {
			dimensions["position"], dimensions["reason"], dimensions["arm"] = fmt.Sprint(*x.Index), x.Reason, "words/"+x.Arms["words"]
		}
		for dimension, value := range dimensions {
			sums[counterName(hour, surface, dimension, value, simple[e.Name])]++
			if e.Name == "view_item_list" && x.Repeat {
				sums[counterName(hour, surface, dimension, value, "repeats")]++
			}
			if e.Name == "view_item_list" && dimension == "arm" && len(x.FirstIn) == 1 {
				sums[counterName(hour, surface, dimension, value, "shoppers")]++
			}
			if e.Name == "purchase" {
				units := int64(max(1, x.Quantity))
				sums[counterName(hour, surface, dimension, value, "units")] += units
				if x.Price > 0 {
					sums[counterName(hour, surface, dimension, value, "revenue.EUR")] += units * x.Price
				}
			}
		}
		if e.Name == "select_item" && e.QueryHash != "" && x.First {
			sums[counterName(hour, "search", "query", e.QueryHash, "clicked")]++
		}
	}
	query := func(count string, counts bool) {
		if counts {
			sums[counterName(hour, "search", "query", e.QueryHash, count)]++
		}
	}
	query("searches", e.Name == "search")
	if e.Name == "view_search_results" {
		query("answers", true)
		query("empty", *e.Results == 0)
		query("corrected", e.Corrected)
	}
}
