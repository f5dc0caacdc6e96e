package main

import (
	"context"
	"errors"
	"fmt"
	"math"
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

const changeRequests = 60 // requests of each kind in a round

// liveCatalogs are the changes with which a server is compared to one without.
var liveCatalogs = []struct {
	name         string
	changed, new int // number of products
}{
	{"10,000 products with a new price", 10_000, 0},
	{"10,000 products, half of them new", 5_000, 5_000},
	{"10,000 new products", 0, 10_000},
}

// liveCatalog compares servers with many changed products to one with none.
func liveCatalog(ctx context.Context, b *bench, size int) (rows []table.Row, err error) {
	s, err := b.shop(ctx, size)
	if err != nil {
		return nil, err
	}
	plain, err := b.startServer(s)
	if err != nil {
		return nil, err
	}
	defer plain.Close()
	if err := b.addHistory(ctx, plain.client, size); err != nil {
		return nil, err
	}
	for _, c := range liveCatalogs {
		live, err := b.startServer(s, s.Path(snapshot.IndexFile), strconv.Itoa(c.changed), strconv.Itoa(c.new))
		if err != nil {
			return nil, err
		}
		more, err := b.compareLive(ctx, size, c.name, live.client, plain.client)
		if err = errors.Join(err, live.Close()); err != nil {
			return nil, err
		}
		rows = append(rows, more...)
	}
	return rows, nil
}

// compareLive compares the searches and the cards of a server with changes to those of one without.
func (b *bench) compareLive(ctx context.Context, size int, name string, live, plain *client) (rows []table.Row, err error) {
	if err := b.addHistory(ctx, live, size); err != nil {
		return nil, err
	}
	for _, kind := range []struct {
		figure  string
		request func(c *client, i int) error
	}{
		{"p50 of a search", func(c *client, i int) error {
			return c.search(ctx, shopper(i), fmt.Sprintf("%s %d", queryText(b.set, i), i))
		}},
		{"p50 of a card", func(c *client, i int) error { return c.recommend(ctx, shopper(i)) }},
	} {
		median := func(c *client) func(int) (float64, error) {
			return func(round int) (float64, error) {
				return medianOf(changeRequests, func(i int) error { return kind.request(c, round*changeRequests+i) })
			}
		}
		ours, without, err := compare(b, median(live), median(plain))
		if err != nil {
			return nil, err
		}
		rows = append(rows, comparison(kind.figure+", "+name, "ms", stats.Sample(ours), stats.Sample(without), "ours, no changes", table.RatioAtMost(1.1)))
	}
	return rows, nil
}

// coldWithChanges compares the first card of a new process with many new products to that of one with none.
func coldWithChanges(ctx context.Context, b *bench, size int) ([]table.Row, error) {
	s, err := b.shop(ctx, size)
	if err != nil {
		return nil, err
	}
	firstCard := func(more ...string) func(int) (float64, error) {
		return func(int) (float64, error) {
			p, err := b.startServer(s, more...)
			if err != nil {
				return 0, err
			}
			begun := time.Now()
			if err = p.client.ready(ctx); err == nil {
				err = p.client.recommend(ctx, shopper(0))
			}
			took := time.Since(begun).Seconds() * 1000
			return took, errors.Join(err, p.Close())
		}
	}
	with, without, err := compare(b, firstCard(s.Path(snapshot.IndexFile), "0", "10000"), firstCard(s.Path(snapshot.IndexFile), "0", "0"))
	if err != nil {
		return nil, err
	}
	var added stats.Sample
	for i := range with {
		added = append(added, with[i]-without[i])
	}
	return []table.Row{
		comparison("first card, 10,000 new products", "ms", with, without, "ours, no changes", nil),
		{Figure: "additional time", Unit: "ms", Ours: added.Summary(), Goal: table.AtMost(250)},
	}, nil
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

// changedFrom returns a store of changes of a snapshot: some products with another price, and some new ones.
func changedFrom(ctx context.Context, cards cardStore, indexPath, changed, added string) (change.Store, error) {
	nChanged, err := strconv.Atoi(changed)
	nAdded, addedErr := strconv.Atoi(added)
	if err = errors.Join(err, addedErr); err != nil {
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
	for row := range int64(nChanged + nAdded) {
		c, err := productOf(ctx, cards, index, row)
		if err != nil {
			return nil, fmt.Errorf("product of row %d: %w", row, err)
		}
		c.Product.Price.Amount++
		if row >= int64(nChanged) {
			if err := renew(&c, index, row+1); err != nil {
				return nil, err
			}
		}
		if err := store.Record(ctx, c.ID, func(change.Source) (change.Update, error) { return change.Update{Change: c}, nil }); err != nil {
			return nil, err
		}
	}
	store.Advance(time.Minute) // else every read of the changes reads all of them again, see change.Overlap
	return store, nil
}

// productOf returns the product of a row with its vector.
func productOf(ctx context.Context, cards cardStore, index vector.Index, row int64) (change.Change, error) {
	id, _, err := cards.cards.Record(row)
	if err != nil {
		return change.Change{}, err
	}
	p, err := cards.Get(ctx, catalog.ID(id))
	v, verr := index.Vector(row)
	return change.Change{ID: p.ID, Product: &p, Vector: v, Model: onnx.Model}, errors.Join(err, verr)
}

// renew makes a new product from another one. Its vector lies between those of its own row and of another row.
func renew(c *change.Change, index vector.Index, row int64) error {
	other, err := index.Vector(row)
	if err != nil {
		return err
	}
	length := 0.0
	for i, x := range other {
		c.Vector[i] += x
		length += float64(c.Vector[i]) * float64(c.Vector[i])
	}
	for i := range c.Vector {
		c.Vector[i] /= float32(math.Sqrt(length))
	}
	c.ID = "new-" + c.ID
	c.Product.ID = c.ID
	return nil
}
