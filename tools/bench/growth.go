package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/vector"
	"shopfyp.dev/shared/vector/faiss"
	"shopfyp.dev/tools/bench/internal/corpus"
	"shopfyp.dev/tools/bench/internal/shop"
	"shopfyp.dev/tools/bench/internal/stats"
	"shopfyp.dev/tools/bench/internal/table"
)

// aloneFrom is how many products have an index only, in growth: their cards and words would fill the machine.
const aloneFrom = 5_000_000

// fileRoom is how large an index file may be, however many the products. On Cloud Run it lies in memory.
const fileRoom = 4 << 30

// growth says what grows with the catalogue, how fast, and why.
func growth(ctx context.Context, b *bench, size int) ([]table.Row, error) {
	if size >= aloneFrom {
		return growthAlone(ctx, b, size)
	}
	s, err := b.shop(ctx, size)
	if err != nil {
		return nil, err
	}
	opening, searching, err := b.openAndSearch(func() (*faiss.Index, error) { return b.open(s) })
	if err != nil {
		return nil, err
	}
	index, cards := float64(s.Bytes(snapshot.IndexFile)), float64(s.Bytes(snapshot.CardsFile))
	m := s.Manifest.Index
	return []table.Row{
		{Figure: "index, " + m.Type, Unit: "MB", Ours: stats.One(index / 1e6), Note: "The index and the cards grow with the products: so many bytes each."},
		{Figure: "index, of each product", Unit: "bytes", Ours: stats.One(index / float64(size)), Note: "From 10,000 products up vectors are kept in fewer bits."},
		{Figure: "cards, of each product", Unit: "bytes", Ours: stats.One(cards / float64(size))},
		{Figure: "opening the index", Unit: "ms", Ours: opening.Summary(), Note: "Opening reads tables of the lists, not the vectors."},
		{
			Figure: fmt.Sprintf("p50 of a search, nprobe %d, recall@10 %.4f", m.NProbe, m.RecallAt10), Unit: "ms", Ours: searching.Summary(),
			Note: "A search compares the query with the lists' centres and with the products of the nearest lists: both grow as the square root of the products.",
		},
	}, nil
}

// openAndSearch returns how long opening and a search take, in milliseconds, of files that are in memory:
// the first round, which reads them, does not count, and all ask the same.
func (b *bench) openAndSearch(open func() (*faiss.Index, error)) (opening, searching stats.Sample, err error) {
	for round := range b.rounds + 1 {
		begun := time.Now()
		ix, err := open()
		if err != nil {
			return nil, nil, err
		}
		opened := 1000 * time.Since(begun).Seconds()
		p50, err := medianSearch(ix, b.vectors, 0)
		ix.Close()
		if err != nil {
			return nil, nil, err
		}
		if round > 0 {
			opening, searching = append(opening, opened), append(searching, p50)
		}
	}
	return opening, searching, nil
}

// growthAlone is growth of the index alone.
func growthAlone(ctx context.Context, b *bench, size int) ([]table.Row, error) {
	set, err := b.set(ctx)
	if err != nil {
		return nil, err
	}
	lib, err := b.library()
	if err != nil {
		return nil, err
	}
	dir, err := b.temporary("alone")
	if err != nil {
		return nil, err
	}
	a, err := shop.MakeAlone(ctx, b.shopConfig(), set, size, dir, func(vectors string, places []int, k int) ([][]vector.Hit, error) {
		return b.exactly(set, dir, vectors, places, k)
	})
	if err != nil {
		return nil, err
	}
	opening, searching, err := b.openAndSearch(func() (*faiss.Index, error) { return lib.Open(a.Path, a.Params) })
	if err != nil {
		return nil, err
	}
	return []table.Row{
		{Figure: "index alone, " + a.Spec.String(), Unit: "MB", Ours: stats.One(float64(a.Bytes) / 1e6), Wanted: table.AtMost(fileRoom / 1e6).AnyMachine()},
		{
			Figure: "index, of each product", Unit: "bytes", Ours: stats.One(float64(a.Bytes) / float64(size)),
			Note: "From about 5 million products up elements are bytes, not 16-bit floats.",
		},
		{Figure: fmt.Sprintf("build from vectors, %d cores", cores()), Unit: "s", Ours: stats.One(a.Seconds)},
		{Figure: "opening the index", Unit: "ms", Ours: opening.Summary()},
		{Figure: "recall@10 of queries that it was not tuned by", Ours: stats.One(a.Recall), Wanted: table.AtLeast(.95).AnyMachine()},
		{Figure: fmt.Sprintf("p50 of a search, nprobe %d, k_factor %d", a.Params.NProbe, a.Params.KFactor), Unit: "ms", Ours: searching.Summary()},
	}, nil
}

// exactly has the peer find the true neighbours: its matrix products make minutes of hours.
func (b *bench) exactly(set *corpus.Set, dir, vectors string, places []int, k int) ([][]vector.Hit, error) {
	queries := filepath.Join(dir, "queries.f32")
	if err := os.WriteFile(queries, shop.Bytes(set.Queries), 0o644); err != nil {
		return nil, err
	}
	p, err := b.peer("index.py")
	if err != nil {
		return nil, err
	}
	defer p.Close()
	var got struct {
		Rows      [][]int64
		Distances [][]float32
	}
	err = p.Ask(map[string]any{"op": "exact", "vectors": vectors, "dim": set.Dim, "queries": queries, "places": places, "k": k, "threads": cores()}, &got)
	if err != nil {
		return nil, err
	}
	all := make([][]vector.Hit, len(got.Rows))
	for i, rows := range got.Rows {
		for j, row := range rows {
			all[i] = append(all[i], vector.Hit{Row: row, Distance: got.Distances[i][j]})
		}
	}
	return all, nil
}
