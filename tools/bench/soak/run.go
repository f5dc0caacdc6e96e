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

	"shopfyp.dev/tools/bench/internal/load"
)

// options are the command line.
type options struct {
	lasting, every time.Duration
	rate           float64
	products       int
	native         string
	out            io.Writer
}

// run soaks a shop and returns an error that says everything that was wrong.
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
	server := httptest.NewServer(s.handler())
	defer server.Close()
	visitors := newVisitors(server.URL, s.ids)
	defer visitors.http.CloseIdleConnections()

	soaking, stop := context.WithTimeout(ctx, o.lasting)
	defer stop()
	var beside sync.WaitGroup
	var rebuilds int
	var rebuildErr error
	var samples []sample
	beside.Go(func() { rebuilds, rebuildErr = s.rebuild(soaking, o.every) })
	beside.Go(func() { samples = watch(soaking, o.lasting/samplesTaken, o.out) })
	r := load.AtRate(soaking, o.rate, o.lasting, visitors.do)
	beside.Wait()

	wrong, reason := r.Wrong()
	fmt.Fprintf(o.out, "%d right answers, %d wrong; median %s, p99 %s; %d rebuilds, %d versions answered from\n",
		r.Answers(), wrong, r.Percentile(50), r.Percentile(99), rebuilds, s.versions())
	var errs []error
	if wrong > 0 {
		errs = append(errs, fmt.Errorf("%d answers were wrong, the first: %w", wrong, reason))
	}
	if rebuilds < 2 || s.versions() < rebuilds {
		errs = append(errs, fmt.Errorf("%d rebuilds, of which %d were put in use", rebuilds, s.versions()-1))
	}
	return errors.Join(append(errs, rebuildErr, grown(samples))...)
}
