package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"

	"shopfyp.dev/shared/process"
	"shopfyp.dev/tools/bench/internal/load"
	"shopfyp.dev/tools/bench/internal/shop"
	"shopfyp.dev/tools/bench/internal/stats"
	"shopfyp.dev/tools/bench/internal/table"
)

// besideFlask compares with a Flask app of the original's design, each with its log in memory.
func besideFlask(ctx context.Context, b *bench, size int) ([]table.Row, error) {
	return b.besideFlask(ctx, size, "", 10)
}

// besideFlaskInStore compares through one Firestore emulator.
func besideFlaskInStore(ctx context.Context, b *bench, size int) ([]table.Row, error) {
	addr, err := b.firestore(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := b.besideFlask(ctx, size, addr, 3)
	if err != nil {
		return nil, err
	}
	ceiling, err := b.ceiling(ctx, addr)
	for i := range rows {
		rows[i].Note = "The emulator's own ceiling: what a card reads of a log " + ceiling + "."
	}
	return rows, err
}

// besideFlask has many clients ask ours and the peer in turn. addr is of the emulator that both keep their logs in; "": in memory.
func (b *bench) besideFlask(ctx context.Context, size int, addr string, times float64) (rows []table.Row, err error) {
	s, err := b.shop(ctx, size)
	if err != nil {
		return nil, err
	}
	flask, stop, err := b.flask(ctx, s, addr)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, stop()) }()
	srv, err := b.serve(ctx, hosting{shop: s, firestore: addr})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, srv.stop()) }()
	for _, c := range []*client{ours(srv), flask} {
		if err := b.visit(ctx, c, size, storeVisitors); err != nil {
			return nil, err
		}
	}
	for _, call := range b.calls() {
		got, err := b.throughput(ctx, ours(srv), flask, call.name, call.next, times)
		if err != nil {
			return nil, err
		}
		rows = append(rows, got...)
	}
	return rows, nil
}

// A call is what clients ask again and again.
type call struct {
	name string // in the plural
	next ask
}

// calls are what is compared; a quick run leaves out searches, most of whose time is the model's on both sides.
func (b *bench) calls() []call {
	cards := call{"cards", func(ctx context.Context, c *client, i int) error { return c.recommend(ctx, visitor(i%storeVisitors)) }}
	searches := call{"searches", func(ctx context.Context, c *client, i int) error {
		return c.search(ctx, visitor(i%storeVisitors), b.vectors.QueryTexts[i%len(b.vectors.QueryTexts)])
	}}
	if b.quick {
		return []call{cards}
	}
	return []call{cards, searches}
}

// throughput compares requests a second and the 99th percentile of many clients.
func (b *bench) throughput(ctx context.Context, us, flask *client, name string, next ask, times float64) ([]table.Row, error) {
	var p99us, p99flask stats.Sample
	rate := func(c *client, p99 *stats.Sample) func(int) (float64, error) {
		return func(int) (float64, error) {
			r := load.Saturate(ctx, manyClients, b.lasting(5*time.Second), func(ctx context.Context, i int) error { return next(ctx, c, i) })
			*p99 = append(*p99, 1000*r.Percentile(99).Seconds())
			_, err := r.Wrong()
			return r.Rate(), err
		}
	}
	a, p, err := b.duel(rate(us, &p99us), rate(flask, &p99flask))
	if err != nil {
		return nil, err
	}
	return []table.Row{
		versus(fmt.Sprintf("%s a second, %d clients", name, manyClients), "/s", a, p, "Flask", table.RatioAtLeast(times)),
		versus(fmt.Sprintf("p99 of %s, %d clients", name, manyClients), "ms", p99us[1:], p99flask[1:], "Flask", table.RatioAtMost(1)),
	}, nil
}

// flask starts the peer over a shop's products and vectors, and returns its client and what stops it.
func (b *bench) flask(ctx context.Context, s *shop.Shop, addr string) (*client, func() error, error) {
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
	cmd := exec.Command(python, b.script("shop.py"), strconv.Itoa(port), filepath.Join(b.native, "model"), products, vectors)
	cmd.Env = append(os.Environ(), "GOOGLE_CLOUD_PROJECT="+project, "FIRESTORE_EMULATOR_HOST="+addr)
	p, err := process.Start(cmd)
	if err != nil {
		return nil, nil, err
	}
	stop := func() error { return p.Stop(5 * time.Second) }
	c := newClient(fmt.Sprintf("http://127.0.0.1:%d", port))
	if err := await(ctx, c, p); err != nil {
		return nil, nil, errors.Join(err, stop())
	}
	return c, stop, nil
}

// freePort returns a port that nobody listens on now.
func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	return l.Addr().(*net.TCPAddr).Port, l.Close()
}

// await waits until the peer answers, which reads its catalogue first.
func await(ctx context.Context, c *client, p *process.Process) error {
	for {
		if _, err := c.do(ctx, "GET", "/ready", "", nil); err == nil {
			return nil
		}
		select {
		case <-p.Done():
			return fmt.Errorf("the Flask peer ended: %w", p.Wait())
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(200 * time.Millisecond):
		}
	}
}
