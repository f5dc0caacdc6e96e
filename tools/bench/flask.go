package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"

	"shopfyp.dev/shared/process"
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
	flask, stop, err := b.startFlask(ctx, s)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, stop()) }()
	srv, err := b.startServer(s)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, srv.stop()) }()
	for _, c := range []*client{srv.client, flask} {
		if err := b.addHistory(ctx, c, size); err != nil {
			return nil, err
		}
	}
	cards := func(ctx context.Context, c *client, i int) error { return c.recommend(ctx, shopper(i)) }
	rows, err = b.throughput(ctx, srv.client, flask, "cards", cards)
	if err != nil || b.quick { // both sides of a search run the same encoder, which hides the rest
		return rows, err
	}
	searches := func(ctx context.Context, c *client, i int) error {
		return c.search(ctx, shopper(i), queryText(b.set, i))
	}
	more, err := b.throughput(ctx, srv.client, flask, "searches", searches)
	return append(rows, more...), err
}

// throughput compares the requests per second and the 99th percentile of concurrent clients.
func (b *bench) throughput(ctx context.Context, ours, flask *client, name string, next call) ([]table.Row, error) {
	var ourTail, flaskTail stats.Sample
	rate := func(c *client, tail *stats.Sample) func(int) (float64, error) {
		return func(int) (float64, error) {
			r := load.Saturate(ctx, clients, b.duration(5*time.Second), func(ctx context.Context, i int) error { return next(ctx, c, i) })
			*tail = append(*tail, milliseconds(r.Percentile(99)))
			_, err := r.Failures()
			return r.Rate(), err
		}
	}
	a, p, err := b.compare(rate(ours, &ourTail), rate(flask, &flaskTail))
	if err != nil {
		return nil, err
	}
	return []table.Row{
		comparison(fmt.Sprintf("%s per second, %d clients", name, clients), "/s", a, p, "Flask", table.RatioAtLeast(10)),
		comparison(fmt.Sprintf("p99 of %s, %d clients", name, clients), "ms", ourTail[1:], flaskTail[1:], "Flask", table.RatioAtMost(1)),
	}, nil
}

// duration returns d, or a fifth of it in a short run.
func (b *bench) duration(d time.Duration) time.Duration {
	if b.rounds < 5 || b.quick {
		return d / 5
	}
	return d
}

// startFlask starts the peer with the shop's products and vectors. The caller calls stop.
func (b *bench) startFlask(ctx context.Context, s *shop.Shop) (c *client, stop func() error, err error) {
	python, err := b.python()
	if err != nil {
		return nil, nil, err
	}
	vectors, verr := s.VectorFile()
	products, perr := s.ProductFile()
	port, err := freePort()
	if err := errors.Join(verr, perr, err); err != nil {
		return nil, nil, err
	}
	p, err := process.Start(exec.Command(python, b.script("shop.py"), strconv.Itoa(port), filepath.Join(b.native, "model"), products, vectors))
	if err != nil {
		return nil, nil, err
	}
	stop = func() error { return p.Stop(5 * time.Second) }
	c = newClient(fmt.Sprintf("http://127.0.0.1:%d", port))
	if err := awaitReady(ctx, c, p); err != nil {
		return nil, nil, errors.Join(err, stop())
	}
	return c, stop, nil
}

// freePort returns a port that no process listens on.
func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	return l.Addr().(*net.TCPAddr).Port, l.Close()
}

// awaitReady waits until the peer has read its catalogue and answers.
func awaitReady(ctx context.Context, c *client, p *process.Process) error {
	for {
		if _, err := c.do(ctx, "GET", "/ready", "", nil); err == nil {
			return nil
		}
		select {
		case <-p.Done():
			return fmt.Errorf("the Flask peer exited: %w", p.Wait())
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(200 * time.Millisecond):
		}
	}
}
