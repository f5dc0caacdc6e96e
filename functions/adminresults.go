package functions

import (
	"context"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/functions/internal/wire"
	"shopfyp.dev/shared/experiment"
	"shopfyp.dev/shared/experiment/stats"
)

// experimentResults is the part of experiment.Service that results needs.
type experimentResults interface {
	Results(ctx context.Context, id string) (experiment.Results, error)
}

type resultsResponse struct {
	Experiment experiment.Experiment `json:"experiment"`
	Arms       []armResult           `json:"arms" description:"In the order of the experiment; the first arm is the control."`
	Split      *splitCheck           `json:"split,omitempty" description:"The check of the split of shoppers; missing for a draft."`
	Currency   string                `json:"currency,omitempty" description:"ISO 4217 code of the revenue; missing without revenue."`
	Needed     int64                 `json:"impressionsNeeded,omitempty" description:"Impressions of each arm with which a change of the click-through by a tenth shows in four of five cases; missing if there is too little data to tell."`
}

type armResult struct {
	ID          string             `json:"id"`
	Shoppers    int64              `json:"shoppers" description:"Number of shoppers who saw something of the arm. One with two devices counts twice."`
	Impressions int64              `json:"impressions"`
	Metrics     []experimentMetric `json:"metrics"`
}

type experimentMetric struct {
	Name       experiment.MetricName `json:"name" enum:"clickThrough,baskets,purchases,revenue"`
	Total      float64               `json:"total" description:"Number of clicks, baskets or purchases, or revenue in minor units."`
	Value      float64               `json:"value" description:"Total for each impression."`
	Comparison *armComparison        `json:"comparison,omitempty" description:"Comparison with the control; missing for the control."`
}

// An armComparison is a stats.Comparison in JSON, which has no infinity.
type armComparison struct {
	Difference float64  `json:"difference" description:"Value minus the value of the control."`
	Low        *float64 `json:"low,omitempty" description:"Lower end of the interval of the difference; missing with too little data. The intervals of all arms and metrics, at all times, are right with a probability of 95 %."`
	High       *float64 `json:"high,omitempty" description:"Upper end of the interval."`
	Differs    bool     `json:"differs" description:"Whether the interval excludes no difference."`
}

// A splitCheck is a stats.Split in JSON.
type splitCheck struct {
	P        float64 `json:"p" description:"Probability of such a split, or a more uneven one, if the assignment works; 1 with too little data."`
	Mismatch bool    `json:"mismatch" description:"Whether the split is wrong, so that the results mean nothing."`
}

// results returns the results of an experiment.
func results(s experimentResults) api.Endpoint {
	return api.Serve(func(ctx context.Context, _ string, in experimentRequest) (resultsResponse, error) {
		r, err := s.Results(ctx, in.ID)
		if err != nil {
			return resultsResponse{}, err
		}
		res := resultsResponse{Experiment: r.Experiment, Currency: r.Currency, Needed: int64(r.Needed), Arms: make([]armResult, len(r.Arms))}
		if r.Split != nil {
			res.Split = &splitCheck{r.Split.P, r.Split.Mismatch}
		}
		for i, arm := range r.Arms {
			res.Arms[i] = armResult{ID: arm.ID, Shoppers: arm.Shoppers, Impressions: arm.Impressions}
			for _, name := range experiment.MetricNames {
				m := arm.Metrics[name]
				res.Arms[i].Metrics = append(res.Arms[i].Metrics, experimentMetric{name, m.Total, m.Value, comparisonOf(m.Comparison)})
			}
		}
		return res, nil
	})
}

func comparisonOf(c *stats.Comparison) *armComparison {
	if c == nil {
		return nil
	}
	out := &armComparison{Difference: c.Difference, Differs: c.Differs()}
	if c.Enough {
		out.Low, out.High = &c.Low, &c.High
	}
	return out
}

func openResults(a *wire.App) api.Endpoint { return results(a.Experiments) }
