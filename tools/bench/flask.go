package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"shopfyp.dev/tools/bench/internal/stats"
	"shopfyp.dev/tools/bench/internal/table"
	"shopfyp.dev/tools/internal/load"
)

// clients is the number of concurrent clients.
const clients = 8

// flaskThroughput compares our server with a Flask app of the original's design. Both keep the interaction log in memory.
func flaskThroughput(ctx context.Context, b *bench, size int) (rows []table.Row, err error) {
	s, err := b.shop(ctx, size)
	if err != nil {
		return nil, err
	}
	flask, err := b.startFlask(s)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, flask.Close()) }()
	srv, err := b.startServer(s)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, srv.Close()) }()
	for _, c := range []*client{srv.client, flask.client} {
		if err := b.addHistory(ctx, c, size); err != nil {
			return nil, err
		}
	}
	cards := series{"cards", table.AtMost(2), func(ctx context.Context, c *client, i int) error { return c.recommend(ctx, shopper(i)) }}
	searches := series{"searches", table.AtMost(5), func(ctx context.Context, c *client, i int) error {
		return c.search(ctx, shopper(i), queryText(b.set, i))
	}}
	calls := []series{cards, searches}
	if b.quick { // both servers spend most of a search in the same encoder, so its ratio says little
		calls = calls[:1]
	}
	for _, s := range calls {
		got, err := b.throughput(ctx, srv.client, flask.client, s)
		if err != nil {
			return nil, err
		}
		rows = append(rows, got...)
	}
	return rows, nil
}

// A series is a kind of request that clients repeat.
type series struct {
	name string
	p50  *table.Goal // with one client
	next func(ctx context.Context, c *client, i int) error
}

// throughput measures a series with one client and with many.
func (b *bench) throughput(ctx context.Context, ours, flask *client, s series) ([]table.Row, error) {
	d := 5 * time.Second
	if b.quick {
		d = time.Second
	}
	saturate := func(c *client, n int) func(int) (*load.Result, error) {
		return func(int) (*load.Result, error) {
			r := load.Saturate(ctx, n, d, func(ctx context.Context, i int) error { return s.next(ctx, c, i) })
			_, err := r.Failures()
			return r, err
		}
	}
	one, flaskOne, err := compare(b, saturate(ours, 1), saturate(flask, 1))
	if err != nil {
		return nil, err
	}
	many, flaskMany, err := compare(b, saturate(ours, clients), saturate(flask, clients))
	if err != nil {
		return nil, err
	}
	with := fmt.Sprintf(", %d clients", clients)
	return []table.Row{
		comparison("p50 of "+s.name+", 1 client", "ms", percentiles(one, 50), percentiles(flaskOne, 50), "Flask", s.p50),
		comparison(s.name+" per second"+with, "/s", sample(many, (*load.Result).Rate), sample(flaskMany, (*load.Result).Rate), "Flask", table.RatioAtLeast(10)),
		comparison("p99 of "+s.name+with, "ms", percentiles(many, 99), percentiles(flaskMany, 99), "Flask", table.RatioAtMost(1)),
	}, nil
}

// sample returns one value of each result.
func sample(results []*load.Result, value func(*load.Result) float64) (s stats.Sample) {
	for _, r := range results {
		s = append(s, value(r))
	}
	return s
}

// percentiles returns the p-th percentile of each result, in milliseconds.
func percentiles(results []*load.Result, p float64) stats.Sample {
	return sample(results, func(r *load.Result) float64 { return milliseconds(r.Percentile(p)) })
}
