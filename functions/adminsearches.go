package functions

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/functions/internal/wire"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/invalid"
	"shopfyp.dev/shared/metrics"
	"shopfyp.dev/shared/querytext"
	"shopfyp.dev/shared/snapshot"
)

// queryTexts gives the texts of the queries that may be shown.
type queryTexts interface {
	Queries(ctx context.Context) (map[string]querytext.Query, error)
}

type searchesRequest struct {
	From  string `query:"from" format:"date-time" description:"Start, inclusive; a week before the end if it is missing. It is rounded down to the hour, because counters are kept by hour."`
	To    string `query:"to" format:"date-time" description:"End, exclusive; now if it is missing. It is rounded up to the hour."`
	Sort  string `query:"sort" default:"searches" enum:"searches,empty,unclicked,corrected" description:"What the first queries have most of: searches, answers without results, answers with results of which nothing was opened, or corrections."`
	Limit int    `query:"limit" default:"100" minimum:"1" maximum:"500" description:"Maximum number of queries."`
}

type searchesResponse struct {
	From   time.Time              `json:"from"`
	To     time.Time              `json:"to"`
	Rows   []metrics.QueryFigures `json:"rows" description:"Queries of at least 5 different shoppers."`
	Hidden hiddenQueries          `json:"hidden" description:"Sums over the queries of fewer shoppers, and of those since the last build of the index."`
}

// hiddenQueries are the sums of the queries that are not shown.
type hiddenQueries struct {
	Queries  int   `json:"queries"`
	Searches int64 `json:"searches"`
	Empty    int64 `json:"empty"`
}

// sortKeys are the orders of searches.
var sortKeys = map[string]func(*metrics.QueryFigures) int64{
	"searches":  func(q *metrics.QueryFigures) int64 { return q.Searches },
	"empty":     func(q *metrics.QueryFigures) int64 { return q.Empty },
	"unclicked": (*metrics.QueryFigures).Unclicked,
	"corrected": func(q *metrics.QueryFigures) int64 { return q.Corrected },
}

// searches returns what shoppers searched for. It shows only queries of at least 5 different shoppers.
func searches(c counterReader, texts queryTexts, cards cardFinder, now func() time.Time) api.Endpoint {
	return api.Serve(func(ctx context.Context, _ string, in searchesRequest) (searchesResponse, error) {
		key := sortKeys[in.Sort]
		if key == nil {
			return searchesResponse{}, &invalid.FieldError{Field: "sort", Problem: "is not an order of searches"}
		}
		if err := invalid.CheckLimit(in.Limit, maxFigures); err != nil {
			return searchesResponse{}, err
		}
		from, to, err := period(in.From, in.To, now())
		if err != nil {
			return searchesResponse{}, err
		}
		tally, err := c.Read(ctx, from, to, metrics.ByQuery, metrics.ByClick)
		if err != nil {
			return searchesResponse{}, err
		}
		known, err := texts.Queries(ctx)
		if err != nil && !errors.Is(err, snapshot.ErrNoIndex) {
			return searchesResponse{}, err
		}
		shown, hidden := split(metrics.Queries(tally), known)
		slices.SortStableFunc(shown, func(a, b metrics.QueryFigures) int { return cmp.Compare(key(&b), key(&a)) })
		shown = slices.DeleteFunc(shown, func(q metrics.QueryFigures) bool { return key(&q) == 0 })
		shown = shown[:min(in.Limit, len(shown))]
		return searchesResponse{from, to, shown, hidden}, nameOpened(ctx, cards, shown)
	})
}

// split sets the texts of the queries that may be shown, and adds up the others.
func split(all []metrics.QueryFigures, known map[string]querytext.Query) (shown []metrics.QueryFigures, hidden hiddenQueries) {
	shown = []metrics.QueryFigures{}
	for _, q := range all {
		if text, ok := known[q.QueryHash]; ok {
			q.Text = text.Text
			shown = append(shown, q)
			continue
		}
		hidden.Queries++
		hidden.Searches += q.Searches
		hidden.Empty += q.Empty
	}
	return shown, hidden
}

// nameOpened sets the titles of the products that were opened.
func nameOpened(ctx context.Context, cards cardFinder, queries []metrics.QueryFigures) error {
	var ids []catalog.ID
	for _, q := range queries {
		for _, p := range q.Products {
			ids = append(ids, p.ID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	found, err := cards.Cards(ctx, ids)
	for _, q := range queries {
		for i := range q.Products {
			q.Products[i].Title = found[q.Products[i].ID].Title
		}
	}
	return err
}

func openSearches(a *wire.App) api.Endpoint {
	return searches(a.Metrics, a.Indexes, a.Service, a.Now)
}
