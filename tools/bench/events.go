package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/metrics"
	"shopfyp.dev/tools/bench/internal/stats"
	"shopfyp.dev/tools/bench/internal/table"
	"shopfyp.dev/tools/internal/load"
	"shopfyp.dev/tools/internal/server"
)

const (
	eventsLoad      = 300 // mixed requests per second
	eventsTime      = 10 * time.Second
	eventsBatches   = 60 // per second: the app sends about five events at once
	eventsPerBatch  = 5  // each list that a shopper sees, and each click, is one event
	productsPerList = cardProducts
)

// loadWithEvents compares searches and cards under mixed load while the events of the same shoppers arrive, with those
// without events. The events go to a process of their own, as each function has its own instances.
func loadWithEvents(ctx context.Context, b *bench, size int) (rows []table.Row, err error) {
	s, err := b.shop(ctx, size)
	if err != nil {
		return nil, err
	}
	shop, err := b.startServer(s)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, shop.Close()) }()
	counter, err := b.startServer(s)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, counter.Close()) }()
	if err := b.addHistory(ctx, shop.client, size); err != nil {
		return nil, err
	}
	sent := 0
	with, without, err := compare(b, func(round int) (times, error) {
		var events sync.WaitGroup
		var eventsErr error
		events.Go(func() {
			r := load.AtRate(ctx, eventsBatches, eventsTime, func(ctx context.Context, i int) error {
				return counter.client.sendEvents(ctx, size, round, i)
			})
			sent += r.Successes() * eventsPerBatch
			_, eventsErr = r.Failures()
		})
		t, err := b.timesAt(ctx, shop.client, size)
		events.Wait()
		return t, errors.Join(err, eventsErr)
	}, func(int) (times, error) { return b.timesAt(ctx, shop.client, size) })
	if err != nil {
		return nil, err
	}
	note := fmt.Sprintf("%d requests and %d events a second, on the same cores as the load generator.", eventsLoad, eventsBatches*eventsPerBatch)
	for _, kind := range []struct {
		figure string
		of     func(times) float64
	}{
		{"p50 of a search with events", func(t times) float64 { return t.search }},
		{"p50 of a card with events", func(t times) float64 { return t.card }},
	} {
		row := comparison(kind.figure, "ms", sampleOf(with, kind.of), sampleOf(without, kind.of), "ours, no events", table.RatioAtMost(1.03))
		row.Note = note
		rows = append(rows, row)
	}
	b.log.Info("events sent", "events", sent)
	return rows, nil
}

func sampleOf(all []times, of func(times) float64) (s stats.Sample) {
	for _, t := range all {
		s = append(s, of(t))
	}
	return s
}

// times are the medians of response times in milliseconds.
type times struct{ search, card float64 }

// timesAt sends mixed traffic and returns the median times of searches and cards.
func (b *bench) timesAt(ctx context.Context, c *client, size int) (times, error) {
	var mu sync.Mutex
	var searches, cards stats.Sample
	r := load.AtRate(ctx, eventsLoad, eventsTime, func(ctx context.Context, i int) error {
		begun := time.Now()
		kind, err := b.mixedRequest(ctx, c, size, i)
		took := time.Since(begun).Seconds() * 1000
		mu.Lock()
		defer mu.Unlock()
		switch kind {
		case mixedSearch:
			searches = append(searches, took)
		case mixedCard:
			cards = append(cards, took)
		}
		return err
	})
	if failed, reason := r.Failures(); failed > 0 {
		return times{}, fmt.Errorf("%d requests failed, the first with: %w", failed, reason)
	}
	return times{searches.Median(), cards.Median()}, ctx.Err()
}

// sendEvents sends the i-th batch of a round: impressions of lists.
func (c *client) sendEvents(ctx context.Context, size, round, i int) error {
	rng := rand.New(rand.NewPCG(uint64(round), uint64(i)))
	events := make([]metrics.Event, eventsPerBatch)
	for j := range events {
		items := make([]metrics.Item, productsPerList)
		for k := range items {
			items[k] = metrics.Item{ID: catalog.ID(randomProduct(rng, size)), List: metrics.List{Surface: metrics.CardSurface, Index: k, Reason: "search", Snapshot: "v1", Ranker: "interests"}}
		}
		events[j] = metrics.Event{ID: fmt.Sprintf("round%d-batch%d-event%d", round, i, j), Name: metrics.ViewItemList, Items: items}
	}
	_, err := server.Call(ctx, c.http, "POST", c.base+"/events", shopper(i), map[string]any{"events": events})
	return err
}
