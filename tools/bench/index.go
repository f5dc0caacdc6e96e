package main

import (
	"context"
	"fmt"
	"time"

	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/vector"
	"shopfyp.dev/shared/vector/faiss"
	"shopfyp.dev/tools/bench/internal/corpus"
	"shopfyp.dev/tools/bench/internal/peer"
	"shopfyp.dev/tools/bench/internal/shop"
	"shopfyp.dev/tools/bench/internal/stats"
	"shopfyp.dev/tools/bench/internal/table"
)

// The size of an answer, and of a round.
const (
	nearest          = 10
	searchesPerRound = 100
)

// searchIndex measures a search of one thread: the same file and lists, mapped by us, in memory with the peer.
func searchIndex(ctx context.Context, b *bench, size int) ([]table.Row, error) {
	s, err := b.shop(ctx, size)
	if err != nil {
		return nil, err
	}
	ix, err := b.open(s)
	if err != nil {
		return nil, err
	}
	defer ix.Close()
	python, err := b.indexPeer(s)
	if err != nil {
		return nil, err
	}
	defer python.Close()
	set := b.vectors
	ours, theirs, err := b.duel(
		func(round int) (float64, error) { return medianSearch(ix, set, round*searchesPerRound) },
		func(round int) (float64, error) {
			var got struct{ Seconds stats.Sample }
			err := python.Ask(map[string]any{"op": "search", "k": nearest, "first": round * searchesPerRound, "count": searchesPerRound}, &got)
			return 1000 * got.Seconds.Median(), err
		})
	if err != nil {
		return nil, err
	}
	recall, err := b.recall(s, ix)
	figure := fmt.Sprintf("p50 of a search, %s, nprobe %d, k_factor %d", s.Manifest.Index.Type, s.Manifest.Index.NProbe, s.Manifest.Index.KFactor)
	return []table.Row{
		versus(figure, "ms", ours, theirs, "Python, faiss-cpu", table.RatioAtMost(1)),
		{Figure: "recall@10 as the builder measured it", Ours: stats.One(s.Manifest.Index.RecallAt10), Wanted: table.AtLeast(.99).AnyMachine()},
		recall,
	}, err
}

// open maps the shop's index as the functions do.
func (b *bench) open(s *shop.Shop) (*faiss.Index, error) {
	lib, err := b.library()
	if err != nil {
		return nil, err
	}
	return lib.Open(s.Path(snapshot.IndexFile), s.Manifest.Index.SearchParams)
}

// indexPeer starts Python's FAISS with the shop's index in memory. The caller closes it.
func (b *bench) indexPeer(s *shop.Shop) (*peer.Peer, error) {
	queries, err := s.QueryFile()
	if err != nil {
		return nil, err
	}
	p, err := b.peer("index.py")
	if err != nil {
		return nil, err
	}
	load := map[string]any{"op": "load", "path": s.Path(snapshot.IndexFile), "nprobe": s.Manifest.Index.NProbe, "k_factor": s.Manifest.Index.KFactor, "queries": queries, "dim": s.Manifest.Dim}
	if err := p.Ask(load, new(struct{})); err != nil {
		p.Close()
		return nil, err
	}
	return p, nil
}

// query returns the i-th of the set's queries, over and over.
func query(set *corpus.Set, i int) []float32 {
	n := len(set.Queries) / set.Dim
	return set.Queries[i%n*set.Dim:][:set.Dim]
}

// medianSearch returns the median time of a round's searches, in milliseconds.
func medianSearch(ix vector.Index, set *corpus.Set, first int) (float64, error) {
	var took stats.Sample
	for i := first; i < first+searchesPerRound; i++ {
		q := query(set, i)
		begun := time.Now()
		if _, err := ix.Search(q, nearest); err != nil {
			return 0, err
		}
		took = append(took, time.Since(begun).Seconds())
	}
	return 1000 * took.Median(), nil
}

// recall compares the index with exact search over the vectors it was made from, on queries that its builder never saw.
func (b *bench) recall(s *shop.Shop, ix vector.Index) (table.Row, error) {
	asked := 300
	if b.quick {
		asked = 40
	}
	exact, free, err := s.Exact()
	if err != nil {
		return table.Row{}, err
	}
	defer free()
	var queries [][]float32
	all := len(b.vectors.Queries) / b.vectors.Dim
	for i := range asked {
		queries = append(queries, query(b.vectors, i*all/asked)) // of every kind: they lie in the order of their files
	}
	got, err := vector.Recall(ix, exact, queries, nearest)
	return table.Row{Figure: fmt.Sprintf("recall@10 of %d other queries", asked), Ours: stats.One(got)}, err
}
