package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"shopfyp.dev/tools/bench/internal/load"
	"shopfyp.dev/tools/bench/internal/shop"
	"shopfyp.dev/tools/bench/internal/stats"
	"shopfyp.dev/tools/bench/internal/table"
)

// mixed asks as shoppers do who scroll: of 20 requests 12 are cards, 4 searches, 3 clicks, 1 a dismissal.
func (b *bench) mixed(c *client, size int) load.Request {
	return func(ctx context.Context, i int) error {
		rng := rand.New(rand.NewPCG(uint64(size), uint64(i)))
		user, product := visitor(rng.IntN(visitors)), string(shop.ID(rng.IntN(size)))
		switch kind := rng.IntN(20); {
		case kind < 12:
			return c.recommend(ctx, user)
		case kind < 16:
			return c.search(ctx, user, b.vectors.QueryTexts[rng.IntN(len(b.vectors.QueryTexts))])
		case kind < 19:
			return c.record(ctx, "click", user, product)
		}
		return c.record(ctx, "dismiss", user, product)
	}
}

// tolerable is the 99th percentile of a rate that is held.
const tolerable = 50 * time.Millisecond

// holdRate finds the highest rate of mixed traffic that is held, and what the emulator leaves of it.
func holdRate(ctx context.Context, b *bench, size int) ([]table.Row, error) {
	s, err := b.shop(ctx, size)
	if err != nil {
		return nil, err
	}
	visits, err := b.visits(s, size)
	if err != nil {
		return nil, err
	}
	figure := fmt.Sprintf("mixed requests a second with p99 ≤ %s and no error, generator on the same cores, log in ", tolerable)
	memory, err := b.highestRate(ctx, hosting{shop: s, history: visits}, size)
	if err != nil {
		return nil, err
	}
	memory.Figure, memory.Wanted = figure+"memory", table.AtLeast(400)
	addr, err := b.firestore(ctx)
	if err != nil {
		return nil, err
	}
	store, err := b.highestRate(ctx, hosting{shop: s, firestore: addr}, size)
	if err != nil {
		return nil, err
	}
	ceiling, err := b.ceiling(ctx, addr)
	store.Figure = figure + "the Firestore emulator"
	store.Note = "The emulator limits it: asked directly for what a card reads of a log, eight callers at a time, it answers " + ceiling + "."
	return []table.Row{memory, store}, err
}

// highestRate finds the highest rate that a server holds, first in short trials, then in a long one.
func (b *bench) highestRate(ctx context.Context, h hosting, size int) (table.Row, error) {
	holds := func(d time.Duration) func(rate float64) (bool, error) {
		return func(rate float64) (bool, error) { return b.trial(ctx, h, size, rate, d) }
	}
	rate, err := load.Highest(25, 6400, 25, holds(b.lasting(6*time.Second)))
	for ; rate > 0 && err == nil; rate -= max(10, rate/10) {
		var ok bool
		if ok, err = holds(b.lasting(time.Minute))(rate); ok {
			break
		}
	}
	return table.Row{Unit: "/s", Ours: stats.One(max(rate, 0))}, err
}

// trial reports whether a server holds the rate for so long. Each has a server and a log of its own: what a rate
// was too much for waits in the server, and the emulator reads through all that was ever written.
func (b *bench) trial(ctx context.Context, h hosting, size int, rate float64, d time.Duration) (ok bool, err error) {
	b.trials++
	h.env = append(slices.Clone(h.env), fmt.Sprintf("GOOGLE_CLOUD_PROJECT=%s-trial-%d", project, b.trials))
	srv, err := b.serve(ctx, h)
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, srv.stop()) }()
	requests := b.mixed(ours(srv), size)
	load.Saturate(ctx, 2, b.lasting(3*time.Second), requests) // warms up
	return b.holds(ctx, rate, d, requests), ctx.Err()
}

// holds reports whether the rate is held for so long.
func (b *bench) holds(ctx context.Context, rate float64, d time.Duration, requests load.Request) bool {
	r := load.AtRate(ctx, rate, d, requests)
	wrong, reason := r.Wrong()
	b.log.Info("at a rate", "rate", rate, "for", d, "p50", r.Percentile(50), "p99", r.Percentile(99), "max", r.Max(), "wrong", wrong, "reason", reason)
	return wrong == 0 && r.Percentile(99) <= tolerable
}

// lasting returns d, or less in a run with few rounds, which is for trying out.
func (b *bench) lasting(d time.Duration) time.Duration {
	if b.rounds < 5 || b.quick {
		return d / 5
	}
	return d
}
