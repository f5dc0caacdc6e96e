package functions

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/functions/internal/wire"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/experiment"
	"shopfyp.dev/shared/invalid"
	"shopfyp.dev/shared/metrics"
)

// counterReader is the part of metrics.Store that the console needs.
type counterReader interface {
	Read(ctx context.Context, from, to time.Time, dimensions ...metrics.Dimension) (metrics.Tally, error)
}

// cardFinder is the part of recommend.Service that finds the titles of products.
type cardFinder interface {
	Cards(ctx context.Context, ids []catalog.ID) (map[catalog.ID]catalog.Card, error)
}

// maxPeriod is the maximum length of a period. A longer one would read too many documents in one call.
const maxPeriod = 92 * 24 * time.Hour

// period returns the hours between two times in RFC 3339 format. An empty end is now, and an empty start a week before the end.
func period(start, end string, now time.Time) (from, to time.Time, err error) {
	to = now
	if end != "" {
		if to, err = parseTime("to", end); err != nil {
			return from, to, err
		}
	}
	to = to.UTC().Add(time.Hour - 1).Truncate(time.Hour)
	from = to.Add(-7 * 24 * time.Hour)
	if start != "" {
		if from, err = parseTime("from", start); err != nil {
			return from, to, err
		}
	}
	from = from.UTC().Truncate(time.Hour)
	if length := to.Sub(from); length <= 0 || length > maxPeriod {
		return from, to, &invalid.FieldError{Field: "from", Problem: fmt.Sprintf("is not 1 hour to %d days before to", int(maxPeriod.Hours()/24))}
	}
	return from, to, nil
}

func parseTime(field, text string) (time.Time, error) {
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		return time.Time{}, &invalid.FieldError{Field: field, Problem: "is not a time in RFC 3339 format"}
	}
	return t, nil
}

// dimensions are those by which the console shows figures. Queries have calls of their own, because few may be shown.
var dimensions = []metrics.Dimension{
	metrics.ByList, metrics.ByPosition, metrics.ByReason, metrics.ByCategory, metrics.BySnapshot, metrics.ByRanker, metrics.ByArm, metrics.ByProduct,
}

type figuresRequest struct {
	By      metrics.Dimension `query:"by" default:"list" enum:"list,position,reason,category,snapshot,ranker,arm,product" description:"The property by which figures are kept apart."`
	From    string            `query:"from" format:"date-time" description:"Start, inclusive; a week before the end if it is missing. It is rounded down to the hour, because counters are kept by hour."`
	To      string            `query:"to" format:"date-time" description:"End, exclusive; now if it is missing. It is rounded up to the hour."`
	Product catalog.ID        `query:"product" maxLength:"128" description:"Only figures of this product, by product."`
	Limit   int               `query:"limit" default:"200" minimum:"1" maximum:"500" description:"Maximum number of rows."`
}

type figuresResponse struct {
	From time.Time         `json:"from"`
	To   time.Time         `json:"to"`
	Rows []metrics.Figures `json:"rows" description:"Those with most impressions first."`
}

const maxFigures = 500

// figures returns what shoppers saw and did, beside the same in the period before.
func figures(c counterReader, cards cardFinder, now func() time.Time) api.Endpoint {
	return api.Serve(func(ctx context.Context, _ string, in figuresRequest) (figuresResponse, error) {
		if !slices.Contains(dimensions, in.By) {
			return figuresResponse{}, &invalid.FieldError{Field: "by", Problem: "is not a property by which figures are kept"}
		}
		if err := invalid.CheckLimit(in.Limit, maxFigures); err != nil {
			return figuresResponse{}, err
		}
		from, to, err := period(in.From, in.To, now())
		if err != nil {
			return figuresResponse{}, err
		}
		rows, err := compare(ctx, c, from, to, in.By)
		if err != nil {
			return figuresResponse{}, err
		}
		if in.Product != "" {
			rows = slices.DeleteFunc(rows, func(f metrics.Figures) bool { return f.Value != string(in.Product) })
		}
		rows = rows[:min(in.Limit, len(rows))]
		if in.By == metrics.ByProduct {
			err = nameProducts(ctx, cards, rows)
		}
		return figuresResponse{from, to, rows}, err
	})
}

// compare reads the figures of a period and of the one before.
func compare(ctx context.Context, c counterReader, from, to time.Time, by metrics.Dimension) ([]metrics.Figures, error) {
	current, err := c.Read(ctx, from, to, by)
	if err != nil {
		return nil, err
	}
	before, err := c.Read(ctx, from.Add(-to.Sub(from)), from, by)
	if err != nil {
		return nil, err
	}
	if by == metrics.ByArm {
		current, before = withoutBuckets(current), withoutBuckets(before)
	}
	return metrics.Compare(current, before, by), nil
}

// withoutBuckets adds up the buckets of each arm in counters by arm. Only the results of an experiment need them.
func withoutBuckets(t metrics.Tally) metrics.Tally {
	sum := make(metrics.Tally, len(t))
	for key, counts := range t {
		if name, label, ok := strings.Cut(key.Value, "/"); ok {
			if arm, _, ok := experiment.ParseLabel(label); ok {
				key.Value = name + "/" + arm
			}
		}
		sum.Add(metrics.Tally{key: counts})
	}
	return sum
}

// nameProducts sets the titles of rows by product.
func nameProducts(ctx context.Context, cards cardFinder, rows []metrics.Figures) error {
	ids := make([]catalog.ID, len(rows))
	for i := range rows {
		ids[i] = catalog.ID(rows[i].Value)
	}
	found, err := cards.Cards(ctx, ids)
	for i := range rows {
		rows[i].Title = found[ids[i]].Title
	}
	return err
}

type hoursRequest struct {
	From string `query:"from" format:"date-time" description:"Start, inclusive; a week before the end if it is missing. It is rounded down to the hour, because counters are kept by hour."`
	To   string `query:"to" format:"date-time" description:"End, exclusive; now if it is missing. It is rounded up to the hour."`
}

type hoursResponse struct {
	Hours []metrics.Hour `json:"hours" description:"Hours and lists without events are missing."`
}

// hours returns what shoppers saw and did in each hour.
func hours(c counterReader, now func() time.Time) api.Endpoint {
	return api.Serve(func(ctx context.Context, _ string, in hoursRequest) (hoursResponse, error) {
		from, to, err := period(in.From, in.To, now())
		if err != nil {
			return hoursResponse{}, err
		}
		tally, err := c.Read(ctx, from, to, metrics.ByList)
		return hoursResponse{metrics.Hours(tally)}, err
	})
}

func openFigures(a *wire.App) api.Endpoint { return figures(a.Metrics, a.Service, a.Now) }

func openHours(a *wire.App) api.Endpoint { return hours(a.Metrics, a.Now) }
