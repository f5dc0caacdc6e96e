package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/change"
	"shopfyp.dev/shared/embed/onnx"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/vector"
	"shopfyp.dev/shared/vector/faiss"
	"shopfyp.dev/tools/bench/internal/stats"
	"shopfyp.dev/tools/bench/internal/table"
)

const (
	changedProducts = 10_000
	changeRequests  = 60 // requests of each kind in a round
)

// liveCatalog compares a server with many changed products to one with none.
func liveCatalog(ctx context.Context, b *bench, size int) ([]table.Row, error) {
	s, err := b.shop(ctx, size)
	if err != nil {
		return nil, err
	}
	plain, err := b.startServer(s)
	if err != nil {
		return nil, err
	}
	defer plain.Close()
	live, err := b.startServer(s, s.Path(snapshot.IndexFile), strconv.Itoa(changedProducts))
	if err != nil {
		return nil, err
	}
	defer live.Close()
	for _, c := range []*client{plain.client, live.client} {
		if err := b.addHistory(ctx, c, size); err != nil {
			return nil, err
		}
	}
	rows := make([]table.Row, 0, 2)
	for _, kind := range []struct {
		figure  string
		request func(c *client, i int) error
	}{
		{"p50 of a search, 10,000 products changed since the snapshot", func(c *client, i int) error {
			return c.search(ctx, shopper(i), fmt.Sprintf("%s %d", queryText(b.set, i), i))
		}},
		{"p50 of a card, 10,000 products changed since the snapshot", func(c *client, i int) error { return c.recommend(ctx, shopper(i)) }},
	} {
		median := func(c *client) func(int) (float64, error) {
			return func(round int) (float64, error) {
				return medianOf(changeRequests, func(i int) error { return kind.request(c, round*changeRequests+i) })
			}
		}
		ours, without, err := compare(b, median(live.client), median(plain.client))
		if err != nil {
			return nil, err
		}
		rows = append(rows, comparison(kind.figure, "ms", stats.Sample(ours), stats.Sample(without), "ours, no changes", table.RatioAtMost(1.1)))
	}
	return rows, nil
}

// medianOf returns the median duration of n calls in milliseconds.
func medianOf(n int, call func(i int) error) (float64, error) {
	var took stats.Sample
	for i := range n {
		begun := time.Now()
		if err := call(i); err != nil {
			return 0, err
		}
		took = append(took, time.Since(begun).Seconds()*1000)
	}
	return took.Median(), nil
}

// changedFrom returns a store with a change of the first n products of a snapshot: another price.
func changedFrom(ctx context.Context, cards cardStore, indexPath, number string) (change.Store, error) {
	n, err := strconv.Atoi(number)
	if err != nil {
		return nil, err
	}
	lib, err := faiss.Load(filepath.Join(os.Getenv("NATIVE_DIR"), "lib"))
	if err != nil {
		return nil, err
	}
	index, err := lib.Open(indexPath, vector.SearchParams{})
	if err != nil {
		return nil, err
	}
	defer index.Close()
	store := change.NewMemory(catalog.NewMemory())
	for row := range int64(n) {
		id, _, err := cards.cards.Record(row)
		if err != nil {
			return nil, err
		}
		p, err := cards.Get(ctx, catalog.ID(id))
		v, verr := index.Vector(row)
		if err := errors.Join(err, verr); err != nil {
			return nil, fmt.Errorf("product of row %d: %w", row, err)
		}
		p.Price.Amount++
		u := change.Update{Change: change.Change{ID: p.ID, Product: &p, Vector: v, Model: onnx.Model}}
		if err := store.Record(ctx, p.ID, func(change.Source) (change.Update, error) { return u, nil }); err != nil {
			return nil, err
		}
	}
	return store, nil
}
