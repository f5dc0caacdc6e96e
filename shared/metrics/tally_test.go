package metrics_test

import (
	"maps"
	"testing"
	"time"

	"shopfyp.dev/shared/metrics"
)

var arrived = time.Date(2026, 5, 17, 14, 10, 0, 0, time.UTC)

// count returns the counters of one event that arrived at arrived.
func count(e metrics.Event) metrics.Tally {
	return metrics.Counter{Attribution: metrics.DefaultAttribution}.Count([]metrics.Event{e}, arrived)
}

func TestCountsAnItemByEachDimension(t *testing.T) {
	got := count(valid())
	want := metrics.Counts{metrics.Purchases: 1, metrics.Units: 2, metrics.Revenue + "EUR": 3998}
	hour := arrived.Truncate(time.Hour)
	for dimension, value := range map[metrics.Dimension]string{
		metrics.ByList: "", metrics.ByPosition: "2", metrics.ByReason: "click", metrics.ByCategory: "Shoes", metrics.BySnapshot: "v1",
		metrics.ByRanker: "best", metrics.ByArm: "e/a", metrics.ByProduct: "p1",
	} {
		key := metrics.Key{Hour: hour, Surface: metrics.CardSurface, Dimension: dimension, Value: value}
		if !maps.Equal(got[key], want) {
			t.Errorf("%s: %v, want %v", dimension, got[key], want)
		}
	}
}

func TestCountsRepeatsAndDismissalsLikeImpressions(t *testing.T) {
	for name, want := range map[metrics.Name]metrics.Counts{
		metrics.ViewItemList: {metrics.Impressions: 1, metrics.Repeats: 1},
		metrics.DismissItem:  {metrics.Dismissals: 1},
		metrics.SelectItem:   {metrics.Clicks: 1},
	} {
		e := valid()
		e.Name, e.Items[0].FirstIn = name, nil
		for dimension, value := range map[metrics.Dimension]string{metrics.ByPosition: "2", metrics.ByReason: "click", metrics.ByArm: "e/a", metrics.ByProduct: "p1"} {
			key := metrics.Key{Hour: arrived.Truncate(time.Hour), Surface: metrics.CardSurface, Dimension: dimension, Value: value}
			if got := count(e)[key]; !maps.Equal(got, want) {
				t.Errorf("%s by %s: %v, want %v", name, dimension, got, want)
			}
		}
	}
}

// A shopper counts for an arm, once for each experiment, and never for the products of an event.
func TestCountsShoppersOfArms(t *testing.T) {
	e := valid()
	e.Name = metrics.ViewItemList
	e.Items[0].Arms = map[string]string{"e": "a.01", "other": "b.02"}
	e.Items = append(e.Items, e.Items[0])
	e.Items[1].FirstIn = nil
	tally, shoppers := count(e), make(map[string]int64)
	for key, counts := range tally {
		if n := counts[metrics.Shoppers]; n != 0 {
			shoppers[string(key.Dimension)+" "+key.Value] += n
		}
	}
	if !maps.Equal(shoppers, map[string]int64{"arm e/a.01": 1}) {
		t.Errorf("shoppers = %v, want one in e/a.01", shoppers)
	}
	e.Name = metrics.SelectItem
	for key, counts := range count(e) {
		if counts[metrics.Shoppers] != 0 {
			t.Errorf("a click counts as a shopper by %s", key.Dimension)
		}
	}
}

func TestCountsAnEventInItsHour(t *testing.T) {
	e := valid()
	e.AgeMS = (11 * time.Minute).Milliseconds()
	key := metrics.Key{Hour: time.Date(2026, 5, 17, 13, 0, 0, 0, time.UTC), Surface: metrics.CardSurface, Dimension: metrics.ByList}
	if got := count(e); got[key][metrics.Purchases] != 1 {
		t.Errorf("counters = %v, want the purchase in the hour before", got)
	}
}

func TestCountsForNoListAfterTheAttributionWindow(t *testing.T) {
	e := valid()
	e.Items[0].ShownMS = metrics.DefaultAttribution.Milliseconds() + 1
	for key := range count(e) {
		if key.Dimension != metrics.ByQuery && key.Surface != "" {
			t.Errorf("counted for %s by %s", key.Surface, key.Dimension)
		}
	}
}

func TestCountsSearches(t *testing.T) {
	of := func(e metrics.Event, d metrics.Dimension, value string) metrics.Counts {
		return count(e)[metrics.Key{Hour: arrived.Truncate(time.Hour), Surface: metrics.SearchSurface, Dimension: d, Value: value}]
	}
	for name, tc := range map[string]struct {
		event metrics.Event
		want  metrics.Counts
	}{
		"search":    {metrics.Event{Name: metrics.Search, QueryHash: "h"}, metrics.Counts{metrics.Searches: 1}},
		"answer":    {metrics.Event{Name: metrics.ViewSearchResults, QueryHash: "h", Results: 3}, metrics.Counts{metrics.Answers: 1}},
		"empty":     {metrics.Event{Name: metrics.ViewSearchResults, QueryHash: "h"}, metrics.Counts{metrics.Answers: 1, metrics.Empty: 1}},
		"corrected": {metrics.Event{Name: metrics.ViewSearchResults, QueryHash: "h", Results: 3, Corrected: true}, metrics.Counts{metrics.Answers: 1, metrics.Corrected: 1}},
		"first click": {
			metrics.Event{Name: metrics.SelectItem, QueryHash: "h", Items: []metrics.Item{{ID: "p", First: true}}},
			metrics.Counts{metrics.Clicked: 1},
		},
		"another click": {metrics.Event{Name: metrics.SelectItem, QueryHash: "h", Items: []metrics.Item{{ID: "p"}}}, metrics.Counts{}},
	} {
		if got := of(tc.event, metrics.ByQuery, "h"); !maps.Equal(got, tc.want) {
			t.Errorf("%s: %v, want %v", name, got, tc.want)
		}
	}
	click := metrics.Event{Name: metrics.SelectItem, QueryHash: "h", Items: []metrics.Item{{ID: "p"}}}
	if got := of(click, metrics.ByClick, "h/p"); got[metrics.Clicks] != 1 {
		t.Errorf("click after a query: %v, want 1", got)
	}
}
