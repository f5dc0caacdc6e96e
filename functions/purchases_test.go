package functions

import (
	"io"
	"testing"
	"time"

	"shopfyp.dev/shared/metrics"
)

// An order that the shop's backend reports counts for the list from which the shopper added the product, and once, although
// the app reports it too, to another instance.
func TestAPurchaseOfTheBackendCountsOnceForItsList(t *testing.T) {
	var counters metrics.Memory
	hosts := make([]*Host, 2)
	for i := range hosts {
		w := newWorld(t)
		w.ports.Metrics = &counters
		hosts[i] = w.host(t, io.Discard)
	}
	servers := serve(t, hosts[0])
	for _, c := range []struct{ host, user, path, body string }{
		{servers["basket"].URL, "ann", "/api/basket", `{"changes": [{"productId": "speaker-1", "quantity": 2, "ageMs": 0, "shownMs": 60000,
			"shown": {"itemListId": "card", "index": 1, "reason": "click", "ranker": "interests"}}]}`},
		{servers["basket"].URL, "backend@shop", "/api/purchases", `{"userId": "ann", "orderId": "order-1042", "items": [{"productId": "speaker-1", "quantity": 2}]}`},
		{servers["basket"].URL, "backend@shop", "/api/purchases", `{"userId": "ann", "orderId": "order-1042", "items": [{"productId": "speaker-1", "quantity": 2}]}`},
		{serve(t, hosts[1])["events"].URL, "ann", "/api/events", `{"events": [{"eventId": "view-001", "name": "view_item", "ageMs": 0, "items": [{"itemId": "lamp-1"}]},
			{"eventId": "order-1042", "name": "purchase", "ageMs": 0, "currency": "EUR", "items": [{"itemId": "speaker-1", "itemListId": "card", "quantity": 2, "price": 4999}]}]}`},
	} {
		call[any](t, c.host, c.user, "POST", c.path, c.body, 200)
	}
	for _, h := range hosts {
		if err := h.Drain(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	tally, err := counters.Read(t.Context(), time.Time{}, time.Now().Add(time.Hour), metrics.ByList, metrics.ByPosition, metrics.ByCategory)
	if err != nil {
		t.Fatal(err)
	}
	sums := make(map[string]metrics.Counts)
	for key, counts := range tally {
		name := string(key.Surface) + " " + string(key.Dimension) + " " + key.Value
		if sums[name] == nil {
			sums[name] = make(metrics.Counts)
		}
		sums[name].Add(counts)
	}
	for _, name := range []string{"card list ", "card position 1", "card category Electronics"} {
		if c := sums[name]; c[metrics.Purchases] != 1 || c[metrics.Units] != 2 || c[metrics.Revenue+"EUR"] != 2*4999 {
			t.Errorf("%s: %v, want one purchase of two speakers", name, c)
		}
	}
	if c := sums[" list "]; c[metrics.Purchases] != 0 || c[metrics.Views] != 1 {
		t.Errorf("no list: %v, want only the page view", c)
	}
}
