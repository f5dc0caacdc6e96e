package main

import (
	"context"
	"fmt"

	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/tools/bench/internal/peer"
	"shopfyp.dev/tools/bench/internal/shop"
	"shopfyp.dev/tools/bench/internal/stats"
	"shopfyp.dev/tools/bench/internal/table"
)

const (
	nearest          = 10 // hits of a search
	searchesPerRound = 100
)

// searchIndex compares searches of one index file on one thread. We map the file; the peer reads it into memory.
func searchIndex(ctx context.Context, b *bench, size int) ([]table.Row, error) {
	s, err := b.shop(ctx, size)
	if err != nil {
		return nil, err
	}
	lib, err := b.library()
	if err != nil {
		return nil, err
	}
	ix, err := lib.Open(s.Path(snapshot.IndexFile), s.Manifest.Index.SearchParams)
	if err != nil {
		return nil, err
	}
	defer ix.Close()
	python, err := b.indexPeer(s)
	if err != nil {
		return nil, err
	}
	defer python.Close()
	ours, theirs, err := compare(b,
		func(round int) (float64, error) {
			return medianTime(searchesPerRound, func(i int) error {
				_, err := ix.Search(b.set.QueryVector[(round*searchesPerRound+i)%len(b.set.QueryVector)], nearest)
				return err
			})
		},
		func(round int) (float64, error) {
			return medianAnswer(python, map[string]any{"op": "search", "k": nearest, "first": round * searchesPerRound, "count": searchesPerRound})
		})
	if err != nil {
		return nil, err
	}
	return indexRows(s, size, ours, theirs), nil
}

func indexRows(s *shop.Shop, size int, ours, theirs stats.Sample) []table.Row {
	m := s.Manifest.Index
	search := comparison("p50 of a search", "ms", ours, theirs, "Python, faiss-cpu", table.RatioAtMost(1))
	search.Note = fmt.Sprintf("%s, nprobe %d, k_factor %d.", m.Type, m.NProbe, m.KFactor)
	bytes := float64(s.Bytes(snapshot.IndexFile))
	return []table.Row{
		search,
		{Figure: "recall@10, measured by the builder", Ours: stats.One(m.RecallAt10), Goal: table.AtLeast(.99)},
		{Figure: "index file", Unit: "MB", Ours: stats.One(bytes / 1e6)},
		{Figure: "index file, per product", Unit: "bytes", Ours: stats.One(bytes / float64(size))},
	}
}

// indexPeer starts Python's FAISS with the shop's index in memory. The caller closes it.
func (b *bench) indexPeer(s *shop.Shop) (*peer.Peer, error) {
	p, err := b.peer("index.py")
	if err != nil {
		return nil, err
	}
	load := map[string]any{"op": "load", "path": s.Path(snapshot.IndexFile), "nprobe": s.Manifest.Index.NProbe, "k_factor": s.Manifest.Index.KFactor, "queries": s.QueryFile(), "dim": s.Manifest.Dim}
	if err := p.Ask(load, new(struct{})); err != nil {
		p.Close()
		return nil, err
	}
	return p, nil
}
