package experiment

import (
	"cmp"
	"context"
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"shopfyp.dev/shared/experiment/stats"
	"shopfyp.dev/shared/metrics"
)

// Figures of the results. All comparisons of an experiment share alarmRate, so that an experiment whose arms do not differ
// shows any difference in at most 5 % of the cases.
const (
	alarmRate = .05
	// smallestEffect is the relative difference for which the needed sample is computed.
	smallestEffect = .1
	// lateEvents is the time after the end of an experiment in which purchases still count for what it showed.
	lateEvents = metrics.DefaultAttribution
)

// A MetricName is the name of a figure per impression.
type MetricName string

// Metrics.
const (
	ClickThrough MetricName = "clickThrough" // clicks per impression
	Baskets      MetricName = "baskets"      // per impression
	Purchases    MetricName = "purchases"    // per impression
	Revenue      MetricName = "revenue"      // per impression, in minor units of the main currency
)

// MetricNames lists all metrics, the main one first.
var MetricNames = []MetricName{ClickThrough, Baskets, Purchases, Revenue}

// Results compares the arms of an experiment.
type Results struct {
	Experiment Experiment
	Arms       []ArmResult  // in the order of the experiment
	Split      *stats.Split // nil for a draft
	Currency   string       // of the revenue: the one with the most; "" without revenue
	// Needed is the number of impressions of each arm with which a change of the click-through by a tenth shows in four of five
	// cases. It is 0 if there is too little data to tell.
	Needed float64
}

// An ArmResult is the result of an arm.
type ArmResult struct {
	ID          string
	Shoppers    int64 // who saw something of the arm; one with two devices counts twice
	Impressions int64
	Metrics     map[MetricName]Metric
}

// A Metric is a figure of an arm.
type Metric struct {
	Total float64 // such as the number of clicks
	Value float64 // per impression
	// Comparison compares the value with the control's. It is nil for the control.
	Comparison *stats.Comparison
}

// Results returns the results of an experiment so far, over all lists, or ErrNotFound.
func (s *Service) Results(ctx context.Context, id string) (Results, error) {
	if err := checkID(id); err != nil {
		return Results{}, err
	}
	e, err := s.store.Get(ctx, id)
	if err != nil {
		return Results{}, err
	}
	if e.State == Draft {
		return ResultsOf(e, nil), nil
	}
	until := s.now()
	if e.State == Stopped && e.StoppedAt.Add(lateEvents).Before(until) {
		until = e.StoppedAt.Add(lateEvents)
	}
	tally, err := s.metrics.Read(ctx, e.StartedAt.Truncate(time.Hour), until.Truncate(time.Hour).Add(time.Hour), metrics.ByArm)
	if err != nil {
		return Results{}, err
	}
	return ResultsOf(e, tally), nil
}

// ResultsOf returns the results of an experiment whose counters are in t.
func ResultsOf(e Experiment, t metrics.Tally) Results {
	counts := countsOf(&e, t)
	r := Results{Experiment: e, Currency: mainCurrency(counts), Arms: make([]ArmResult, len(e.Arms))}
	alpha := alarmRate / float64(len(MetricNames)*max(1, len(e.Arms)-1))
	for i, arm := range e.Arms {
		sum := counts[i].sum()
		r.Arms[i] = ArmResult{ID: arm.ID, Shoppers: sum[metrics.Shoppers], Impressions: sum[metrics.Impressions], Metrics: make(map[MetricName]Metric)}
		for _, name := range MetricNames {
			total, events := countsFor(name, r.Currency)
			sample := counts[i].perImpression(total)
			m := Metric{Total: float64(sum[total]), Value: sample.Ratio()}
			if i > 0 {
				c := stats.Compare(counts[0].perImpression(total), sample, float64(min(sum[events], counts[0].sum()[events])), alpha)
				m.Comparison = &c
			}
			r.Arms[i].Metrics[name] = m
		}
	}
	if e.State != Draft {
		split := splitOf(&e, counts)
		r.Split = &split
		r.Needed = stats.UnitsNeeded(counts[0].perImpression(metrics.Clicks), float64(counts[0].sum()[metrics.Clicks]), smallestEffect, alpha)
	}
	return r
}

// countsFor returns the counter of a metric, and the counter of the events that it consists of.
func countsFor(name MetricName, currency string) (total, events metrics.Count) {
	switch name {
	case Baskets:
		return metrics.Baskets, metrics.Baskets
	case Purchases:
		return metrics.Purchases, metrics.Purchases
	case Revenue:
		return metrics.Revenue + metrics.Count(currency), metrics.Purchases
	}
	return metrics.Clicks, metrics.Clicks
}

// armCounts are the counters of an arm's buckets.
type armCounts [Buckets]metrics.Counts

// countsOf returns the counters of each arm, over all hours and lists.
func countsOf(e *Experiment, t metrics.Tally) []armCounts {
	counts := make([]armCounts, len(e.Arms))
	for key, n := range t {
		label, ok := strings.CutPrefix(key.Value, e.ID+"/")
		if key.Dimension != metrics.ByArm || !ok {
			continue
		}
		armID, bucket, ok := ParseLabel(label)
		i := slices.IndexFunc(e.Arms, func(a Arm) bool { return a.ID == armID })
		if !ok || i < 0 { // an app sends what it likes
			continue
		}
		if counts[i][bucket] == nil {
			counts[i][bucket] = make(metrics.Counts)
		}
		counts[i][bucket].Add(n)
	}
	return counts
}

func (a *armCounts) sum() metrics.Counts {
	sum := make(metrics.Counts)
	for _, counts := range a {
		sum.Add(counts)
	}
	return sum
}

// perImpression returns a counter and the impressions of each bucket.
func (a *armCounts) perImpression(total metrics.Count) stats.Sample {
	return a.sample(metrics.Impressions, total)
}

// sample returns two counters of each bucket.
func (a *armCounts) sample(units, total metrics.Count) stats.Sample {
	s := make(stats.Sample, Buckets)
	for i, counts := range a {
		s[i] = stats.Bucket{Units: float64(counts[units]), Total: float64(counts[total])}
	}
	return s
}

// splitOf compares the shoppers of the arms with their weights. It does not compare impressions, because an arm may change
// how much its shoppers look at.
func splitOf(e *Experiment, counts []armCounts) stats.Split {
	samples, weights := make([]stats.Sample, len(counts)), make([]float64, len(counts))
	for i := range counts {
		samples[i], weights[i] = counts[i].sample(metrics.Shoppers, metrics.Shoppers), float64(e.Arms[i].Weight)
	}
	return stats.CheckSplit(samples, weights)
}

// mainCurrency returns the currency with the most revenue in minor units, or "".
func mainCurrency(counts []armCounts) string {
	revenue := make(map[string]int64)
	for i := range counts {
		for count, n := range counts[i].sum() {
			if currency, ok := strings.CutPrefix(string(count), string(metrics.Revenue)); ok {
				revenue[currency] += n
			}
		}
	}
	best, most := "", int64(math.MinInt64)
	for _, currency := range slices.SortedFunc(maps.Keys(revenue), cmp.Compare[string]) {
		if revenue[currency] > most {
			best, most = currency, revenue[currency]
		}
	}
	return best
}
