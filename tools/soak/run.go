package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http/httptest"
	"os"
	"sync"
	"time"

	"shopfyp.dev/tools/internal/load"
	"shopfyp.dev/tools/internal/server"
)

// options hold the command line.
type options struct {
	duration, every time.Duration
	rate            float64
	products        int
	native          string
	out             io.Writer
}

// run keeps a shop under load and returns all failures joined.
func run(ctx context.Context, o options) (err error) {
	dir, err := os.MkdirTemp("", "soak-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	s, err := newShop(ctx, o, dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.close()) }()
	srv := httptest.NewServer(server.Handler(s.host))
	defer srv.Close()
	clients := newVisitors(srv.URL, s.ids)
	defer clients.http.CloseIdleConnections()

	soaking, stop := context.WithTimeout(ctx, o.duration)
	defer stop()
	var background sync.WaitGroup
	var rebuilds int
	var rebuildErr error
	var samples []sample
	background.Go(func() { rebuilds, rebuildErr = s.rebuild(ctx, soaking.Done(), o.every, clients.card) })
	background.Go(func() { samples = watch(soaking, o.duration/samplesTaken, o.out) })
	r := load.AtRate(soaking, o.rate, o.duration, clients.do)
	background.Wait()

	failed, reason := r.Failures()
	fmt.Fprintf(o.out, "%d requests succeeded, %d failed; median %s, p99 %s; %d rebuilds\n",
		r.Successes(), failed, r.Percentile(50), r.Percentile(99), rebuilds)
	if failed > 0 {
		reason = fmt.Errorf("%d requests failed, the first with: %w", failed, reason)
	}
	return errors.Join(reason, rebuildErr, checkGrowth(samples))
}
