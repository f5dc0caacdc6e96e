package experiment_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/experiment"
	"shopfyp.dev/shared/metrics"
)

// A visit is the first list of a shopper: impressions of products, and perhaps a click and a purchase.
func visit(id int, label string, products int, clicks, buys bool) []metrics.Event {
	list := metrics.List{Surface: metrics.CardSurface, Arms: map[string]string{"e": label}}
	event := func(name metrics.Name, n int) metrics.Event {
		e := metrics.Event{ID: fmt.Sprintf("event-%d-%s", id, name), Name: name, Currency: "EUR"}
		for i := range n {
			e.Items = append(e.Items, metrics.Item{ID: catalog.ID(fmt.Sprint("p", i)), Price: 1000, List: list})
		}
		return e
	}
	events := []metrics.Event{event(metrics.ViewItemList, products)}
	events[0].Items[0].FirstIn = []string{"e"}
	if clicks {
		events = append(events, event(metrics.SelectItem, 1))
	}
	if buys {
		events = append(events, event(metrics.Purchase, 1))
	}
	return events
}

// simulate starts an experiment and counts visits of shoppers who click with the arm's probability.
func simulate(t *testing.T, visits int, click map[string]float64) *experiment.Service {
	t.Helper()
	store, counters := new(experiment.Memory), new(metrics.Memory)
	s := experiment.NewService(store, counters, func() time.Time { return now })
	e := draft("e")
	e.Ramp = 1
	create(t, s, e)
	e, err := s.Start(t.Context(), "e")
	if err != nil {
		t.Fatal(err)
	}
	random, tally := rand.New(rand.NewPCG(1, 2)), make(metrics.Tally)
	for i := range visits {
		label := experiment.Assign([]experiment.Experiment{e}, fmt.Sprint("user", i)).Arms["e"]
		arm, _ := armOf(t, label)
		clicks := random.Float64() < click[arm]
		tally.Add(metrics.Counter{Attribution: metrics.DefaultAttribution}.Count(visit(i, label, 3, clicks, clicks && i%2 == 0), now))
	}
	if _, err := counters.Add(t.Context(), []metrics.BatchID{"b"}, tally); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestResults(t *testing.T) {
	r, err := simulate(t, 20_000, map[string]float64{"control": .3, "words": .4}).Results(t.Context(), "e")
	if err != nil {
		t.Fatal(err)
	}
	control, words := r.Arms[0], r.Arms[1]
	if control.Impressions+words.Impressions != 60_000 || control.Shoppers+words.Shoppers != 20_000 || control.Metrics[experiment.ClickThrough].Comparison != nil {
		t.Errorf("control = %+v, words = %+v", control, words)
	}
	m := words.Metrics[experiment.ClickThrough]
	if math.Abs(m.Value-.4/3) > .01 || !m.Comparison.Differs() || m.Comparison.Low < 0 || m.Comparison.Low > .1/3 || m.Comparison.High < .1/3 {
		t.Errorf("click-through = %+v, %+v, want an interval around %.3f", m, m.Comparison, .1/3)
	}
	revenue, purchases := words.Metrics[experiment.Revenue], words.Metrics[experiment.Purchases]
	if r.Currency != "EUR" || revenue.Total != 1000*purchases.Total || math.Abs(revenue.Value-1000*purchases.Value) > 1e-9 {
		t.Errorf("revenue = %+v, purchases = %+v, want 1000 for each purchase", revenue, purchases)
	}
	if words.Metrics[experiment.Baskets].Comparison.Enough {
		t.Error("baskets are compared, but there are none")
	}
	if r.Split == nil || r.Split.Mismatch || r.Needed < 1000 {
		t.Errorf("split = %+v, needed = %g", r.Split, r.Needed)
	}
}

func TestResultsOfADraftAndOfABrokenSplit(t *testing.T) {
	s := newService()
	create(t, s, draft("e"))
	r, err := s.Results(t.Context(), "e")
	if err != nil || r.Split != nil || len(r.Arms) != 2 || r.Arms[0].Impressions != 0 {
		t.Errorf("Results of a draft = %+v, %v", r, err)
	}
	e := draft("e")
	e.State, e.Ramp = experiment.Running, 1
	tally := make(metrics.Tally)
	for i := range 20_000 {
		label := experiment.Assign([]experiment.Experiment{e}, fmt.Sprint("user", i)).Arms["e"]
		if arm, _ := armOf(t, label); arm == "control" && i%5 == 0 {
			continue // a fault loses a fifth of the control's shoppers
		}
		tally.Add(metrics.Counter{}.Count(visit(i, label, 3, false, false), now))
	}
	if r := experiment.ResultsOf(e, tally); !r.Split.Mismatch {
		t.Errorf("split = %+v of %d and %d shoppers, want a mismatch", r.Split, r.Arms[0].Shoppers, r.Arms[1].Shoppers)
	}
}

// The split is right even if one arm makes its shoppers look at three times as many products.
func TestSplitCountsShoppers(t *testing.T) {
	e := draft("e")
	e.State, e.Ramp = experiment.Running, 1
	tally := make(metrics.Tally)
	for i := range 20_000 {
		label := experiment.Assign([]experiment.Experiment{e}, fmt.Sprint("user", i)).Arms["e"]
		products := 2
		if arm, _ := armOf(t, label); arm == "words" {
			products = 6
		}
		tally.Add(metrics.Counter{}.Count(visit(i, label, products, false, false), now))
	}
	r := experiment.ResultsOf(e, tally)
	if r.Split.Mismatch || r.Split.P < .001 || r.Arms[1].Impressions < 2*r.Arms[0].Impressions {
		t.Errorf("split = %+v of %d and %d shoppers", r.Split, r.Arms[0].Shoppers, r.Arms[1].Shoppers)
	}
}

// Apps send what they like.
func TestResultsIgnoreOtherLabels(t *testing.T) {
	e := draft("e")
	e.State = experiment.Running
	tally := make(metrics.Tally)
	for _, label := range []string{"control", "other.01", "control.64", "words.01"} {
		tally.Add(metrics.Counter{}.Count(visit(1, label, 3, false, false), now))
	}
	r := experiment.ResultsOf(e, tally)
	if r.Arms[0].Impressions != 0 || r.Arms[1].Impressions != 3 {
		t.Errorf("arms = %+v, want the impressions of words.01 only", r.Arms)
	}
}
