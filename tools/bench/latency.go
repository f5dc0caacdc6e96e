package main

import (
	"context"
	"errors"
	"time"

	"shopfyp.dev/tools/bench/internal/corpus"
	"shopfyp.dev/tools/bench/internal/stats"
	"shopfyp.dev/tools/bench/internal/table"
)

// A call makes the i-th request of a series.
type call func(ctx context.Context, c *client, i int) error

// recommendLatency measures cards over HTTP: one core, one request at a time.
func recommendLatency(ctx context.Context, b *bench, size int) ([]table.Row, error) {
	next := func(ctx context.Context, c *client, i int) error { return c.recommend(ctx, shopper(i)) }
	return b.latency(ctx, size, "a card", next, table.AtMost(2), table.AtMost(8))
}

// searchLatency measures searches over HTTP: one core, one request at a time. Encoding dominates and grows
// with the length of the query, so short queries and sentences are measured apart.
func searchLatency(ctx context.Context, b *bench, size int) ([]table.Row, error) {
	model, err := b.model()
	if err != nil {
		return nil, err
	}
	var rows []table.Row
	for _, c := range []struct {
		name     string
		queries  []string
		p50, p99 *table.Goal
	}{
		{"a search for a few words", corpus.ShortQueries, table.AtMost(5), table.AtMost(12)},
		{"a search in a sentence", corpus.Sentences, nil, nil},
	} {
		next := func(ctx context.Context, cl *client, i int) error {
			return cl.search(ctx, shopper(i), c.queries[i%len(c.queries)])
		}
		got, err := b.latency(ctx, size, c.name, next, c.p50, c.p99)
		if err != nil {
			return nil, err
		}
		encoding, err := medianEncoding(ctx, model, c.queries)
		if err != nil {
			return nil, err
		}
		alone := table.Row{Figure: "p50 of encoding alone, " + c.name, Unit: "ms", Ours: stats.One(encoding)}
		rows = append(append(rows, got...), alone)
	}
	return rows, nil
}

// latency measures a series of calls to a server on one core.
func (b *bench) latency(ctx context.Context, size int, name string, next call, p50, p99 *table.Goal) (rows []table.Row, err error) {
	s, err := b.shop(ctx, size)
	if err != nil {
		return nil, err
	}
	srv, err := b.startServer(s, "taskset", "-c", "0")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, srv.stop()) }()
	if err := b.addHistory(ctx, srv.client, size); err != nil {
		return nil, err
	}
	var medians, tails stats.Sample
	const perRound = 500
	for round := range b.rounds + 1 {
		took, err := timed(ctx, srv.client, next, round*perRound, perRound)
		if err != nil {
			return nil, err
		}
		if round > 0 { // round 0 warms up
			medians, tails = append(medians, took.Median()), append(tails, took.Percentile(99))
		}
	}
	return []table.Row{
		{Figure: "p50 of " + name, Unit: "ms", Ours: medians.Summary(), Goal: p50},
		{Figure: "p99 of " + name, Unit: "ms", Ours: tails.Summary(), Goal: p99},
	}, nil
}

// timed makes n calls in sequence and returns their times in milliseconds.
func timed(ctx context.Context, c *client, next call, first, n int) (took stats.Sample, err error) {
	for i := first; i < first+n; i++ {
		begun := time.Now()
		if err := next(ctx, c, i); err != nil {
			return nil, err
		}
		took = append(took, milliseconds(time.Since(begun)))
	}
	return took, nil
}
