package main

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"time"

	"shopfyp.dev/tools/bench/internal/shop"
	"shopfyp.dev/tools/bench/internal/stats"
	"shopfyp.dev/tools/bench/internal/table"
	"shopfyp.dev/tools/internal/load"
)

// clients is the number of concurrent clients.
const clients = 8

// flaskThroughput compares with a Flask app of the original's design. Both keep the interaction log in memory.
func flaskThroughput(ctx context.Context, b *bench, size int) (rows []table.Row, err error) {
	s, err := b.shop(ctx, size)
	if err != nil {
		return nil, err
	}
	flask, err := b.startFlask(s)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, flask.stop()) }()
	srv, err := b.startServer(s)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, srv.stop()) }()
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
	if b.quick { // both sides of a search run the same encoder, which hides the rest
		calls = calls[:1]
	}
	for _, s := range calls {
		one, err := b.saturate(ctx, srv.client, flask.client, 1, s)
		if err != nil {
			return nil, err
		}
		many, err := b.saturate(ctx, srv.client, flask.client, clients, s)
		if err != nil {
			return nil, err
		}
		p50 := comparison("p50 of "+s.name+", 1 client", "ms", one.ours.p50, one.flask.p50, "Flask", s.p50)
		rate := comparison(fmt.Sprintf("%s per second, %d clients", s.name, clients), "/s", many.ours.rate, many.flask.rate, "Flask", table.RatioAtLeast(10))
		p99 := comparison(fmt.Sprintf("p99 of %s, %d clients", s.name, clients), "ms", many.ours.p99, many.flask.p99, "Flask", table.RatioAtMost(1))
		rows = append(rows, p50, rate, p99)
	}
	return rows, nil
}

// A series is a kind of request that clients repeat.
type series struct {
	name string
	p50  *table.Goal // with one client
	next func(ctx context.Context, c *client, i int) error
}

// samples hold one measurement per round.
type samples struct{ rate, p50, p99 stats.Sample }

type bothSides struct{ ours, flask samples }

// saturate measures n concurrent clients of both sides in turn.
func (b *bench) saturate(ctx context.Context, ours, flask *client, n int, s series) (both bothSides, err error) {
	measure := func(c *client, to *samples) func(int) (float64, error) {
		return func(round int) (float64, error) {
			r := load.Saturate(ctx, n, b.duration(5*time.Second), func(ctx context.Context, i int) error { return s.next(ctx, c, i) })
			if round > 0 {
				to.p50, to.p99 = append(to.p50, milliseconds(r.Percentile(50))), append(to.p99, milliseconds(r.Percentile(99)))
			}
			_, err := r.Failures()
			return r.Rate(), err
		}
	}
	both.ours.rate, both.flask.rate, err = b.compare(measure(ours, &both.ours), measure(flask, &both.flask))
	return both, err
}

// duration returns d, or a fifth of it in a short run.
func (b *bench) duration(d time.Duration) time.Duration {
	if b.rounds < 5 || b.quick {
		return d / 5
	}
	return d
}

// startFlask starts the peer with the shop's products and vectors. The caller stops it.
func (b *bench) startFlask(s *shop.Shop) (*serverProcess, error) {
	python, err := b.python()
	if err != nil {
		return nil, err
	}
	srv := new(serverProcess)
	return srv, srv.start(exec.Command(python, scripts+"shop.py", filepath.Join(b.native, "model"), s.ProductFile(), s.VectorFile()), "")
}
