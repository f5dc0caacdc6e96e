package metrics

import (
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shopfyp.dev/shared/catalog"
)

// The expected values are those of R's prop.test (Wilson without correction) and of Newcombe's paper, table II (a), method 10.
func TestIntervals(t *testing.T) {
	near := func(a, b float64) bool { return math.Abs(a-b) < 5e-5 }
	for _, tt := range []struct {
		successes, trials int64
		low, high         float64
	}{{56, 70, 0.69182, 0.87697}, {0, 20, 0, 0.16113}, {20, 20, 0.83887, 1}, {1, 1, 0.20654, 1}} {
		got := Rate(tt.successes, tt.trials)
		if !near(got.Low, tt.low) || !near(got.High, tt.high) {
			t.Errorf("Rate(%d, %d) = %+v, want %g to %g", tt.successes, tt.trials, *got, tt.low, tt.high)
		}
	}
	d := Change(Rate(56, 70), Rate(48, 80))
	if !near(d.Value, .2) || math.Abs(d.Low-.0524) > 5e-5 || math.Abs(d.High-.3339) > 5e-5 {
		t.Errorf("Change = %+v, want .2 [.0524, .3339]", *d)
	}
	if Rate(3, 0) != nil || Change(nil, Rate(1, 2)) != nil || Change(Rate(1, 2), nil) != nil {
		t.Error("a rate without trials is not nil")
	}
	if got := Rate(7, 5); got.Value != 1 || got.High != 1 {
		t.Errorf("Rate of more successes than trials = %+v, want 1", *got)
	}
}

func TestCompare(t *testing.T) {
	hour := time.Date(2026, 1, 2, 3, 0, 0, 0, time.UTC)
	key := func(hours int, s Surface, d Dimension, value string) Key {
		return Key{hour.Add(time.Duration(hours) * time.Hour), s, d, value}
	}
	now := Tally{
		key(0, CardSurface, ByList, ""):       {Impressions: 30, Repeats: 6, Dismissals: 1, Clicks: 3, Purchases: 1, Units: 2, Revenue + "EUR": 500},
		key(1, CardSurface, ByList, ""):       {Impressions: 70, Clicks: 7, Baskets: 2, Revenue + "EUR": 100, Revenue + "CHF": 50},
		key(1, SearchSurface, ByList, ""):     {Impressions: 200},
		key(1, CardSurface, ByPosition, "2"):  {Impressions: 9},
		key(0, PopularSurface, ByReason, "x"): {Impressions: 1},
	}
	before := Tally{key(-9, CardSurface, ByList, ""): {Impressions: 50, Clicks: 10, Repeats: 10}, key(-9, SimilarSurface, ByList, ""): {Clicks: 1}}
	rows := Compare(now, before, ByList)
	var surfaces []Surface
	for _, r := range rows {
		surfaces = append(surfaces, r.Surface)
	}
	if diff := cmp.Diff([]Surface{SearchSurface, CardSurface, SimilarSurface}, surfaces); diff != "" {
		t.Fatalf("surfaces, most impressions first (-want +got):\n%s", diff)
	}
	card := rows[1]
	if card.Now.Impressions != 100 || card.Now.Clicks != 10 || card.Now.Units != 2 || card.Now.ClickThrough.Value != .1 || card.Before.ClickThrough.Value != .2 {
		t.Errorf("card = %+v", card)
	}
	if n := card.Now; n.Repeats != 6 || n.Dismissals != 1 || n.RepeatRate.Value != .06 || n.DismissalRate.Value != .01 {
		t.Errorf("repeats and dismissals of the card = %+v", n)
	}
	if c := card.Change; math.Abs(c.RepeatRate.Value+.14) > 1e-9 || math.Abs(c.DismissalRate.Value-.01) > 1e-9 {
		t.Errorf("changes of repeats and dismissals = %+v, %+v", *c.RepeatRate, *c.DismissalRate)
	}
	if diff := cmp.Diff([]catalog.Money{{Amount: 50, Currency: "CHF"}, {Amount: 600, Currency: "EUR"}}, card.Now.Revenue); diff != "" {
		t.Errorf("revenue (-want +got):\n%s", diff)
	}
	if c := card.Change.ClickThrough; c == nil || math.Abs(c.Value+.1) > 1e-9 {
		t.Errorf("change of the click-through = %+v, want -.1", c)
	}
	if s := rows[2]; s.Now.ClickThrough != nil || s.Change.ClickThrough != nil {
		t.Errorf("a list without impressions has rates: %+v", s)
	}
	hours := Hours(now)
	if len(hours) != 3 || hours[0].Impressions != 30 || hours[1].Surface != CardSurface || hours[2].Surface != SearchSurface {
		t.Errorf("Hours = %+v", hours)
	}
}

func TestQueries(t *testing.T) {
	hour := time.Date(2026, 1, 2, 3, 0, 0, 0, time.UTC)
	at := func(d Dimension, value string, c Counts) Tally { return Tally{Key{hour, SearchSurface, d, value}: c} }
	all := make(Tally)
	all.Add(at(ByQuery, "h1", Counts{Searches: 4, Answers: 4, Empty: 1, Corrected: 2, Clicked: 2}))
	all.Add(at(ByQuery, "h2", Counts{Searches: 9}))
	all.Add(at(ByClick, "h1/p1", Counts{Clicks: 1}))
	all.Add(at(ByClick, "h1/p/2", Counts{Clicks: 5}))
	want := []QueryFigures{
		{QueryHash: "h2", Searches: 9, Products: []QueryProduct{}},
		{QueryHash: "h1", Searches: 4, Answers: 4, Empty: 1, Corrected: 2, Clicked: 2, Products: []QueryProduct{{ID: "p/2", Clicks: 5}, {ID: "p1", Clicks: 1}}},
	}
	got := Queries(all)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Queries (-want +got):\n%s", diff)
	}
	if n := got[1].Unclicked(); n != 1 {
		t.Errorf("Unclicked = %d, want 1", n)
	}
}
