package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"shopfyp.dev/tools/bench/internal/shop"
	"shopfyp.dev/tools/bench/internal/stats"
	"shopfyp.dev/tools/bench/internal/table"
	"shopfyp.dev/tools/internal/load"
)

// maxP99 is the highest 99th percentile that counts as sustained.
const maxP99 = 50 * time.Millisecond

// mixedLoad finds the highest rate of mixed traffic that the server sustains: first in short trials, then in a long one.
func mixedLoad(ctx context.Context, b *bench, size int) ([]table.Row, error) {
	s, err := b.shop(ctx, size)
	if err != nil {
		return nil, err
	}
	rate, err := load.Highest(25, 6400, 25, func(rate float64) (bool, error) { return b.sustains(ctx, s, size, rate, 6*time.Second) })
	for ; rate > 0 && err == nil; rate -= max(10, rate/10) {
		var ok bool
		if ok, err = b.sustains(ctx, s, size, rate, time.Minute); ok {
			break
		}
	}
	return []table.Row{{
		Figure: fmt.Sprintf("mixed requests per second with p99 ≤ %s and no error", maxP99), Unit: "/s", Ours: stats.One(max(rate, 0)),
		Goal: table.AtLeast(400), Note: "The load generator runs on the same cores.",
	}}, err
}

// sustains reports whether a new server sustains the rate for d. Each trial has its own server, so that the
// backlog of an overloaded trial cannot slow the next one.
func (b *bench) sustains(ctx context.Context, s *shop.Shop, size int, rate float64, d time.Duration) (ok bool, err error) {
	srv, err := b.startServer(s)
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, srv.Close()) }()
	if err := b.addHistory(ctx, srv.client, size); err != nil {
		return false, err
	}
	request := func(ctx context.Context, i int) error {
		_, err := b.mixedRequest(ctx, srv.client, size, i)
		return err
	}
	load.Saturate(ctx, 2, 3*time.Second, request) // warms up
	r := load.AtRate(ctx, rate, d, request)
	failed, reason := r.Failures()
	b.log.Info("trial", "rate", rate, "for", d, "p50", r.Percentile(50), "p99", r.Percentile(99), "failed", failed, "reason", reason)
	return failed == 0 && r.Percentile(99) <= maxP99, ctx.Err()
}
