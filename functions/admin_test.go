package functions

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/feed"
	"shopfyp.dev/shared/metrics"
	"shopfyp.dev/shared/querytext"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/staff"
)

// call calls the console as a user and decodes the response of the status into out.
func call[T any](t *testing.T, url, user, method, path, body string, status int) (out T) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, url+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+user)
	req.Header.Set("Content-Type", "application/json")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	data, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	if res.StatusCode != status {
		t.Fatalf("%s %s as %s: status %d, want %d: %s", method, path, user, res.StatusCode, status, data)
	}
	if err := json.Unmarshal(data, &out); err != nil {
		t.Fatalf("%s %s: %v", method, path, err)
	}
	return out
}

// No call of the console answers a shopper, and no call that changes something answers a viewer.
func TestEveryAdminCallNeedsItsRole(t *testing.T) {
	url := serve(t, newWorld(t).host(t, io.Discard))["console"].URL
	for _, f := range Table() {
		for _, route := range f.Routes {
			method, path, _ := strings.Cut(route.Pattern, " ")
			if !strings.HasPrefix(path, "/api/admin/") {
				if route.Role != "" {
					t.Errorf("%s needs a role but is not below /api/admin/", route.Pattern)
				}
				continue
			}
			if f.Name != "console" || !route.Role.May(staff.Viewer) || method != "GET" && !route.Role.May(staff.Editor) {
				t.Errorf("%s of %s needs the role %q, want at least viewer, and editor for changes", route.Pattern, f.Name, route.Role)
			}
			path = strings.NewReplacer("{", "", "}", "").Replace(path)
			call[any](t, url, "ann", method, path, "{}", 403)
			if method != "GET" {
				call[any](t, url, "viewer", method, path, "{}", 403)
			}
		}
	}
}

func TestEditProduct(t *testing.T) {
	w := newWorld(t)
	url := serve(t, w.host(t, io.Discard))["console"].URL
	before := call[adminProductResponse](t, url, "viewer", "GET", "/api/admin/products/speaker-1", "", 200)
	edited := call[editProductResponse](t, url, "editor", "POST", "/api/admin/products/speaker-1",
		`{"version": "`+before.Version+`", "price": {"amount": 4500, "currency": "EUR"}, "availability": "out_of_stock", "state": "hidden"}`, 200)
	stored, err := w.store.Get(t.Context(), "speaker-1")
	if err != nil {
		t.Fatal(err)
	}
	if stored.Price.Amount != 4500 || stored.Availability != catalog.OutOfStock || stored.State != catalog.Hidden || !stored.SameContent(&edited.Product) {
		t.Errorf("stored after the edit: %+v", stored)
	}
	after := call[adminProductResponse](t, url, "viewer", "GET", "/api/admin/products/speaker-1", "", 200)
	if after.Version == before.Version || after.Version != edited.Version || len(after.NotShown) != 2 {
		t.Errorf("after the edit: version %s, not shown because %q", after.Version, after.NotShown)
	}
	call[any](t, url, "editor", "POST", "/api/admin/products/speaker-1", `{"version": "`+before.Version+`", "state": ""}`, 409)
	call[any](t, url, "editor", "POST", "/api/admin/products/speaker-1", `{"version": "`+after.Version+`", "state": "secret"}`, 400)

	log := call[staffChangesResponse](t, url, "owner", "GET", "/api/admin/changes", "", 200).Changes
	if len(log) != 1 {
		t.Fatalf("%d changes, want the only one that happened: %+v", len(log), log)
	}
	c := log[0]
	if c.Email != "editor@shop.example" || c.Kind != staff.Product || c.Target != "speaker-1" || c.Failed ||
		!strings.Contains(string(c.Before), `4999`) || !strings.Contains(string(c.After), `4500`) {
		t.Errorf("logged change = %+v (%s → %s)", c, c.Before, c.After)
	}
}

func TestActivateIndex(t *testing.T) {
	w := newWorld(t)
	_, generation, err := snapshot.Current(t.Context(), w.bucket)
	if err != nil {
		t.Fatal(err)
	}
	w.publishVersion(t, "v2", generation, time.Time{})
	url := serve(t, w.host(t, io.Discard))["console"].URL
	call[activateResponse](t, url, "owner", "POST", "/api/admin/indexes/current", `{"version": "v1"}`, 200)
	got := call[indexesResponse](t, url, "viewer", "GET", "/api/admin/indexes", "", 200)
	if got.Current != "v1" || !got.Held || len(got.Versions) != 2 || got.Versions[0].Version != "v2" {
		t.Errorf("indexes after the return to v1 = %+v", got)
	}
	if s := call[statusResponse](t, url, "viewer", "GET", "/api/admin/status", "", 200); len(s.Attention) != 1 || s.Attention[0].Kind != "index-held" {
		t.Errorf("attention = %+v, want index-held", s.Attention)
	}
	call[activateResponse](t, url, "owner", "POST", "/api/admin/indexes/current", `{"version": "v2"}`, 200)
	if got := call[indexesResponse](t, url, "viewer", "GET", "/api/admin/indexes", "", 200); got.Current != "v2" || got.Held {
		t.Errorf("indexes after the return to v2 = %+v", got)
	}
	if log := call[staffChangesResponse](t, url, "owner", "GET", "/api/admin/changes", "", 200).Changes; len(log) != 2 || string(log[1].Before) != `"v2"` {
		t.Errorf("logged changes = %+v", log)
	}
}

// The status names feeds whose last import rejected rows, with examples.
func TestStatusShowsRejectedRows(t *testing.T) {
	w, imports := newWorld(t), new(feed.Memory)
	w.ports.Imports = imports
	for _, i := range []feed.Import{
		{Source: "clean", At: time.Now(), Rows: 7},
		{Source: "shop", At: time.Now(), Rows: 40, Rejected: 3, Reasons: []feed.Reason{
			{Text: "title is empty", Count: 2, File: "shop.csv", Line: 7, Row: "K3,,Acme"}, {Text: "price is no number", Count: 1, File: "shop.csv", Line: 9, Row: "K5,Pan,abc"},
		}},
	} {
		if err := imports.Put(t.Context(), i); err != nil {
			t.Fatal(err)
		}
	}
	url := serve(t, w.host(t, io.Discard))["console"].URL
	got := call[statusResponse](t, url, "viewer", "GET", "/api/admin/status", "", 200).Attention
	if len(got) != 1 || got[0].Kind != "import-rejected" || !strings.Contains(got[0].Text, `"shop"`) || !strings.Contains(got[0].Text, "3 of 40 rows") {
		t.Fatalf("attention = %+v, want the import of shop", got)
	}
	want := []string{"title is empty (2), such as shop.csv, line 7: K3,,Acme", "price is no number (1), such as shop.csv, line 9: K5,Pan,abc"}
	if diff := cmp.Diff(want, got[0].Details); diff != "" {
		t.Errorf("details (-want +got):\n%s", diff)
	}
}

// The console shows what the events say, and no query of fewer than five shoppers.
func TestFiguresOfEvents(t *testing.T) {
	w := newWorld(t)
	host := w.host(t, io.Discard)
	servers := serve(t, host)
	queries := strings.NewReader(`[{"text": "bluetooth speaker", "shoppers": 5}, {"text": "secret", "shoppers": 4}]`)
	if _, err := w.bucket.Write(t.Context(), querytext.Object("v1"), queries, 0); err != nil {
		t.Fatal(err)
	}
	search := call[searchResponse](t, servers["search"].URL, "ann", "POST", "/api/search", `{"query": "bluetooth speaker"}`, 200)
	secret := call[searchResponse](t, servers["search"].URL, "ann", "POST", "/api/search", `{"query": "secret"}`, 200)
	events := []metrics.Event{
		{ID: "event-01", Name: metrics.Search, QueryHash: search.QueryHash},
		{ID: "event-02", Name: metrics.ViewSearchResults, QueryHash: search.QueryHash, Results: 4},
		{ID: "event-03", Name: metrics.ViewItemList, Items: []metrics.Item{{ID: "speaker-1", List: metrics.List{Surface: metrics.SearchSurface}}, {ID: "speaker-2", List: metrics.List{Surface: metrics.SearchSurface, Index: 1}}}},
		{ID: "event-04", Name: metrics.SelectItem, QueryHash: search.QueryHash, Items: []metrics.Item{{ID: "speaker-1", First: true, List: metrics.List{Surface: metrics.SearchSurface}}}},
		{ID: "event-05", Name: metrics.Search, QueryHash: secret.QueryHash},
		{ID: "event-06", Name: metrics.ViewSearchResults, QueryHash: secret.QueryHash},
	}
	body, err := json.Marshal(map[string]any{"events": events})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second batch counts nothing
		call[eventsResponse](t, servers["events"].URL, "ann", "POST", "/api/events", string(body), 200)
	}
	if err := host.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	now := time.Now().UTC() // events arrive by the real clock
	between := "?from=" + now.Add(-time.Hour).Format(time.RFC3339) + "&to=" + now.Add(time.Hour).Format(time.RFC3339)
	url := servers["console"].URL
	figures := call[figuresResponse](t, url, "viewer", "GET", "/api/admin/figures"+between+"&by=product", "", 200).Rows
	if len(figures) != 2 || figures[0].Title != "Bluetooth Speaker" || figures[0].Now.Clicks != 1 || figures[0].Now.ClickThrough.Value != 1 || figures[1].Now.Impressions != 1 {
		t.Errorf("figures by product = %+v", figures)
	}
	searches := call[searchesResponse](t, url, "viewer", "GET", "/api/admin/searches"+between, "", 200)
	if len(searches.Rows) != 1 || searches.Rows[0].Text != "bluetooth speaker" || searches.Rows[0].Products[0].Title != "Bluetooth Speaker" {
		t.Errorf("searches = %+v", searches.Rows)
	}
	if searches.Hidden != (hiddenQueries{1, 1, 1}) {
		t.Errorf("hidden = %+v, want one query that found nothing", searches.Hidden)
	}
	live := call[liveEventsResponse](t, url, "viewer", "GET", "/api/admin/live", "", 200).Events
	if len(live) != 6 {
		t.Errorf("%d live events, want 6", len(live))
	}
	hours := call[hoursResponse](t, url, "viewer", "GET", "/api/admin/hours"+between, "", 200).Hours
	if len(hours) != 1 || hours[0].Impressions != 2 || hours[0].Clicks != 1 {
		t.Errorf("hours = %+v", hours)
	}
}

// Counters keep the buckets of an arm apart, for the results of an experiment. The console shows the arm.
func TestFiguresByArm(t *testing.T) {
	now := time.Unix(1_700_000_000, 0)
	var counters metrics.Memory
	at := func(value string, n int64) metrics.Tally {
		return metrics.Tally{{Hour: now.UTC().Truncate(time.Hour), Surface: metrics.CardSurface, Dimension: metrics.ByArm, Value: value}: {metrics.Impressions: n}}
	}
	for i, tally := range []metrics.Tally{at("e/control.07", 2), at("e/control.63", 3), at("e/other.00", 4)} {
		if _, err := counters.Add(t.Context(), []metrics.BatchID{metrics.BatchID(rune('a' + i))}, tally); err != nil {
			t.Fatal(err)
		}
	}
	w := newWorld(t)
	w.ports.Metrics = &counters
	url := serve(t, w.host(t, io.Discard))["console"].URL
	rows := call[figuresResponse](t, url, "viewer", "GET", "/api/admin/figures?by=arm", "", 200).Rows
	if len(rows) != 2 || rows[0].Value != "e/control" || rows[0].Now.Impressions != 5 || rows[1].Value != "e/other" {
		t.Errorf("figures by arm = %+v", rows)
	}
}
